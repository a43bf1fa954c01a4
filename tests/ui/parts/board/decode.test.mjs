import assert from "node:assert/strict";
import test from "node:test";
import { outlines, values } from "../../../../lcity/ui/parts/board/js/decode.js";
import { close } from "./numbers.mjs";

const MISSING = -(2 ** 31);

function file(header, ...parts) {
  const told = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(Uint32Array.of(told.length).buffer);
  return concatenated(length, told, ...parts.map((part) => new Uint8Array(part.buffer)));
}

function concatenated(...parts) {
  return Uint8Array.from(parts.flatMap((part) => [...part])).buffer;
}

test("decimals come as whole numbers, and are the very numbers their text gives", () => {
  const buffer = file({ units: 3, columns: [["a", 0], ["b", 2], ["c", 1]] }, ...[[7, -3, MISSING], [7030, 1, -99999], [3, 6, 7]].map((column) => Int32Array.from(column)));
  const table = values(buffer);
  assert.deepEqual([...table.keys()], ["a", "b", "c"]);
  close(table.get("a"), [7, -3, NaN], 0);
  close(table.get("b"), [70.3, 0.01, -999.99], 0);
  close(table.get("c"), [0.3, 0.6, 0.7], 0);
});

test("other numbers come as they are, wherever the column begins", () => {
  for (const name of ["x", "xx", "xxx", "xxxx", "x".repeat(8), "学习"]) {
    const table = values(file({ units: 2, columns: [["n", 1], [name, null]] }, Int32Array.of(15, MISSING), Float64Array.of(1 / 3, NaN)));
    close(table.get("n"), [1.5, NaN], 0);
    close(table.get(name), [1 / 3, NaN], 0);
  }
});

test("a table may be empty", () => {
  assert.equal(values(file({ units: 0, columns: [] })).size, 0);
  assert.equal(values(file({ units: 0, columns: [["a", 0], ["b", null]] })).get("b").length, 0);
});

test("outlines: a ring's head, then the steps from point to point", () => {
  const heads = Int32Array.of(0, 3, 11600000, 3990000, 5, 2, -100, 0);
  const steps = Int16Array.of(1, -1, 32767, -32768, -4, 6);
  const buffer = concatenated(...[Uint32Array.of(2), heads, steps].map((part) => new Uint8Array(part.buffer)));
  const [first, second] = outlines(buffer);
  assert.equal(first.unit, 0);
  close(first.points, [116, 39.9, 116.00001, 39.89999, 116.32768, 39.57231], 0);
  assert.equal(second.unit, 5);
  close(second.points, [-0.001, 0, -0.00104, 0.00006], 0);
});

test("there may be no outlines", () => assert.deepEqual(outlines(Uint32Array.of(0).buffer), []));
