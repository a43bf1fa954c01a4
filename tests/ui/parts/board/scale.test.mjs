import assert from "node:assert/strict";
import test from "node:test";
import { bounds, classOf, spread } from "../../../../lcity/ui/parts/board/js/scale.js";

test("bounds are round, and no more classes than wanted", () => {
  assert.deepEqual(bounds([12, 88], 6), [20, 40, 60, 80]);
  assert.deepEqual(bounds([0, 100], 6), [20, 40, 60, 80]);
  assert.deepEqual(bounds([41.2, 47.9], 6), [42, 44, 46]);
  assert.deepEqual(bounds([0, 14], 6), [2.5, 5, 7.5, 10, 12.5]);
  assert.deepEqual(bounds([0, 0.5], 6), [0.1, 0.2, 0.3, 0.4]);
  assert.deepEqual(bounds([-20, 20], 4), [-10, 0, 10]);
});

test("missing amounts do not count", () => {
  assert.deepEqual(bounds([NaN, 12, Infinity, 88, NaN], 6), [20, 40, 60, 80]);
});

test("amounts that do not differ are one class", () => {
  assert.deepEqual(bounds([5, 5], 6), []);
  assert.deepEqual(bounds([5], 6), []);
  assert.deepEqual(bounds([], 6), []);
  assert.deepEqual(bounds([NaN], 6), []);
});

test("a class holds its lower bound, not its upper one; the first and the last are open", () => {
  assert.deepEqual([-1e9, 9.999, 10, 19.999, 20, 1e9].map((amount) => classOf(amount, [10, 20])), [0, 0, 1, 1, 2, 2]);
  assert.equal(classOf(7, []), 0);
});

test("a missing amount is in no class", () => assert.equal(classOf(NaN, [10]), -1));

test("colours are spread from one end of the ramp to the other", () => {
  const ramp = ["0", "1", "2", "3", "4", "5", "6"];
  assert.deepEqual(spread(ramp, 1), ["3"]);
  assert.deepEqual(spread(ramp, 2), ["0", "6"]);
  assert.deepEqual(spread(ramp, 4), ["0", "2", "4", "6"]);
  assert.deepEqual(spread(ramp, 7), ramp);
});
