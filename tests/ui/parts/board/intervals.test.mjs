import assert from "node:assert/strict";
import test from "node:test";
import { along, axis } from "../../../../lcity/ui/parts/board/js/intervals.js";

test("the axis goes from the first rank to the number ranked", () => {
  assert.deepEqual(axis(Int32Array.from([3, 1, 2, 4, 0, 0])), { from: 1, to: 4 });
  assert.deepEqual(axis(Int32Array.from([1, 2, 2, 2])), { from: 1, to: 4 });
});

test("an axis has two ends, whoever is ranked", () => {
  assert.deepEqual(axis(Int32Array.from([0, 0])), { from: 1, to: 2 });
  assert.deepEqual(axis(Int32Array.of(1)), { from: 1, to: 2 });
});

test("a rank of other weights, when more were ranked, stands at the end", () => {
  const span = { from: 1, to: 5 };
  assert.deepEqual([1, 3, 5, 9].map((rank) => along(span, rank)), [0, 0.5, 1, 1]);
});
