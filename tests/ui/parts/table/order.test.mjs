import assert from "node:assert/strict";
import { test } from "node:test";

import { byValue, ordered } from "../../../../lcity/ui/parts/table/order.js";

const ROWS = [
  { id: "a", cells: [{ text: "Cedar" }, { text: "0", value: 0 }, { line: [1, 2] }] },
  { id: "b", cells: [{ text: "ash" }, { text: "No data" }, {}] },
  { id: "c", cells: [{ text: "Birch" }, { text: "9", value: 9 }, {}] },
];
const ids = (column) => ordered(ROWS, column).map(({ id }) => id).join("");

test("a column of values sorts by them, the greatest first and what has none last", () => {
  assert.equal(byValue(ROWS, 1), true);
  assert.equal(ids(1), "cab");
});

test("a column of words alone sorts as words are sorted", () => {
  assert.equal(byValue(ROWS, 0), false);
  assert.equal(ids(0), "bca");
});

test("no column leaves the order that was told, and nothing changes what was told", () => {
  assert.equal(ordered(ROWS, null), ROWS);
  assert.equal(ROWS.map(({ id }) => id).join(""), "abc");
});
