import assert from "node:assert/strict";
import { test } from "node:test";

import { beside, ends, nearest, scale, ticks } from "../../../../lcity/ui/parts/chart/axis.js";

const AXIS = { range: null, ticks: null, most: null, suffix: "%", zero: false };
const texts = (...given) => ticks(...given).map(([, text]) => text);

test("ends are those told, or those of what is known and some room", () => {
  assert.deepEqual(ends({ ...AXIS, range: [3, 1] }, [0, 9]), [3, 1]);
  const [low, high] = ends(AXIS, [10, null, 30]);
  assert.ok(low < 10 && low > 8 && high > 30 && high < 32);
  assert.equal(ends({ ...AXIS, zero: true }, [10, 30])[0], 0);
  assert.ok(ends({ ...AXIS, zero: true }, [-10, 30])[0] < -10);
  assert.deepEqual(ends(AXIS, [null]), [0, 1]);
});

test("ticks stand at round numbers, as many as have room", () => {
  assert.deepEqual(texts(AXIS, [0, 53]), ["0%", "10%", "20%", "30%", "40%", "50%"]);
  assert.deepEqual(texts(AXIS, [0, 53], 3), ["0%", "20%", "40%"]);
  assert.deepEqual(texts({ ...AXIS, most: 2 }, [0, 53]), ["0%", "50%"]);
  assert.deepEqual(texts({ ...AXIS, suffix: "" }, [-0.02, 0.03], 2), ["0.000", "0.025"]);
  assert.deepEqual(texts({ ...AXIS, suffix: "" }, [-1, 1], 2), ["\u22121", "0", "1"]);
  const told = [[0, "Ash", true]];
  assert.equal(ticks({ ...AXIS, ticks: told }, [0, 1]), told);
});

test("amounts become places, the other way round too", () => {
  assert.equal(scale([0, 10], 100, 200)(5), 150);
  assert.equal(scale([10, 0], 100, 200)(10), 100);
  assert.equal(scale([4, 4], 0, 100)(4), 0);
});

test("the nearest point is found within reach alone", () => {
  const points = [{ at: [0, 0] }, { at: [10, 0] }];
  assert.equal(nearest(points, [8, 1], 5), 1);
  assert.equal(nearest(points, [50, 50], 5), -1);
  assert.equal(nearest([], [0, 0], 5), -1);
});

test("a name stands where it covers no other point and is not cut", () => {
  const [at, size, frame] = [[100, 100], [60, 16], [300, 200]];
  assert.deepEqual(beside(at, size, 10, true, [at], frame), [110, 100, "start"]);
  assert.deepEqual(beside(at, size, 10, false, [at], frame), [90, 100, "end"]);
  assert.deepEqual(beside(at, size, 10, false, [at, [60, 102]], frame), [110, 100, "start"]);
  assert.deepEqual(beside(at, size, 10, true, [at, [60, 102], [130, 98]], frame), [100, 82, "middle"]);
  assert.deepEqual(beside([280, 8], size, 10, true, [], frame), [270, 8, "end"]);
  // Where everything is covered, where it covers least.
  const all = [at, [60, 100], [130, 100], [140, 100], [100, 80], [105, 80], [100, 120]];
  assert.deepEqual(beside(at, size, 10, true, all, frame), [90, 100, "end"]);
});
