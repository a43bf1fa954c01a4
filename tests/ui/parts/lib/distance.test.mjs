import assert from "node:assert/strict";
import test from "node:test";
import { roundest } from "../../../../lcity/ui/parts/lib/distance.js";

test("a scale is 1, 2 or 5 times a power of ten, as long as it may be", () => {
  assert.deepEqual([0.7, 1, 19.9, 20, 49, 51, 999, 1000].map(roundest), [0.5, 1, 10, 20, 20, 50, 500, 1000]);
});
