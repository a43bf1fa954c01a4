import assert from "node:assert/strict";
import test from "node:test";
import { Tree } from "../../../../lcity/ui/parts/board/js/aggregate.js";
import { Level } from "../../../../lcity/ui/parts/board/js/level.js";
import { close, row } from "./numbers.mjs";

const index = { indicators: { x: { direction: 1, low: null, high: null } }, least: 0.8 };
const tree = new Tree(["x"], [null]);
const settings = { normalise: "minmax", aggregate: "arithmetic" };
const districts = () => new Level(
  { ids: ["d1", "d2", "d3", "d4"], names: ["One", "Two", "Three", "Four"], cities: ["p", "q", "p", "q"], cityNames: ["P", "Q", "P", "Q"], also: [["Un"], [], [], []], alsoCities: [[], ["Ku"], [], ["Ku"]] },
  new Map([["x", row(10, 0, 20, 40)]]), [],
);
const result = (level, weight = 1) => level.result(index, tree, new Map([["x", weight]]), settings);

test("all units of a level are held against each other", () => {
  const { index: scores, ranks, order, present, points, shares } = result(districts());
  close(scores, [25, 0, 50, 100]);
  assert.deepEqual([...ranks], [3, 4, 2, 1]);
  assert.deepEqual([...order], [3, 2, 0, 1]);
  close(present, [1, 1, 1, 1]);
  close([0, 1, 2, 3].map((unit) => points(unit)[0]), scores);
  assert.equal(shares.get("x"), 1);
});

test("the units of one city are held against each other alone", () => {
  const of = districts().of("q");
  assert.deepEqual([of.ids, of.names, of.cityNames, of.members], [["d2", "d4"], ["Two", "Four"], ["Q", "Q"], [1, 3]]);
  assert.deepEqual([of.also, of.alsoCities], [[[], []], [["Ku"], ["Ku"]]]);
  assert.equal(of.numbers.get("d4"), 1);
  close(result(of).index, [0, 100]);
  assert.deepEqual([...result(of).ranks], [2, 1]);
});

test("no city is all of them, and a city's part is made once", () => {
  const level = districts();
  assert.equal(level.of(""), level);
  assert.equal(level.of("p"), level.of("p"));
});

test("scores are normalised once a method", () => {
  const level = districts();
  assert.equal(level.normalised(index.indicators, "rank"), level.normalised(index.indicators, "rank"));
  close(level.normalised(index.indicators, "rank").get("x"), [100 / 3, 0, 200 / 3, 100]);
  close(level.normalised(index.indicators, "minmax").get("x"), [25, 0, 50, 100]);
});

test("where nothing counts there is no result", () => assert.equal(result(districts(), 0), null));
