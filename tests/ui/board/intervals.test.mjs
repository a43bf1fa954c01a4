import assert from "node:assert/strict";
import test from "node:test";
import { axis } from "../../../lcity/ui/board/js/intervals.js";

const ranks = Int32Array.from([1, 2, 3, 40, 0]);
const intervals = { low: Uint16Array.from([1, 1, 2, 30, 0]), high: Uint16Array.from([2, 3, 9, 55, 0]) };

test("the axis holds the intervals of the units seen, and no more", () => {
  assert.deepEqual(axis(intervals, ranks, [0, 1]), { from: 1, to: 3 });
  assert.deepEqual(axis(intervals, ranks, [2, 3]), { from: 2, to: 55 });
});

test("an interval of other weights may not hold the rank; the axis does", () => {
  assert.deepEqual(axis({ low: Uint16Array.of(7), high: Uint16Array.of(9) }, Int32Array.of(4), [0]), { from: 4, to: 9 });
});

test("a unit without a rank has no part in it", () => {
  assert.deepEqual(axis(intervals, ranks, [0, 4]), { from: 1, to: 2 });
});

test("an axis has two ends, whatever is known", () => {
  assert.deepEqual(axis(null, ranks, [0, 1]), { from: 1, to: 2 });
  assert.deepEqual(axis({ low: Uint16Array.of(3), high: Uint16Array.of(3) }, Int32Array.of(3), [0]), { from: 3, to: 4 });
});
