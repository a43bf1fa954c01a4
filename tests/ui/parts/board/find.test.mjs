import assert from "node:assert/strict";
import test from "node:test";
import { meant } from "../../../../lcity/ui/parts/board/js/find.js";

const level = {
  ids: ["510107", "420100", "110101", "310101"],
  names: ["Wuhou", "Wuhan", "Dongcheng", "West Lake"],
  also: [["武侯区"], ["武汉"], ["东城区"], []],
  cityNames: ["Chengdu", "", "Beijing", "Chengdu"],
  alsoCities: [["成都"], [], ["北京"], ["成都"]],
};
const best = [3, 2, 1, 0];
const find = (text, order = best) => meant(text, level, order);

test("a name, a part of one, a name in another language, an id or a label means its unit", () => {
  for (const text of ["Wuhou", "wuh ou".replace(" ", ""), " WUHOU ", "uhou", "武侯", "武侯区", "510107", "Wuhou · Chengdu", "wuhou chengdu", "成都 武侯"]) {
    assert.deepEqual(find(text), [0], text);
  }
});

test("of several the best placed comes first", () => {
  assert.deepEqual(find("Wuh"), [1, 0]);
  assert.deepEqual(find("Wuh", [0, 1, 2, 3]), [0, 1]);
  assert.deepEqual(find("Chengdu"), [3, 0]);
});

test("who is called exactly so comes before whose name only holds it", () => {
  assert.deepEqual(meant("East", { ...level, names: ["East", "East Hill", "Far East", "North"] }, best), [0]);
});

test("an id is meant as a whole, and a blank means nobody", () => {
  assert.deepEqual(find("5101"), []);
  assert.deepEqual(find("Nowhere"), []);
  assert.deepEqual(find("  "), []);
});
