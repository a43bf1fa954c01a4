import assert from "node:assert/strict";
import test from "node:test";
import { rank } from "../../../../lcity/ui/parts/board/js/rank.js";
import { row } from "./numbers.mjs";

const LEAST = 0.8;
const all = (scores) => rank(row(...scores), row(...scores.map(() => 1)), LEAST);
const told = ({ ranks, order }) => ({ ranks: [...ranks], order: [...order] });

test("equal scores share the smaller rank, and the next is as much lower", () => {
  assert.deepEqual(told(all([40, 70, 70, 10])), { ranks: [3, 1, 1, 4], order: [1, 2, 0, 3] });
  assert.deepEqual(told(all([5, 5, 5])), { ranks: [1, 1, 1], order: [0, 1, 2] });
});

test("scores may be below 0", () => {
  assert.deepEqual(told(all([-3, -1, -2])), { ranks: [3, 1, 2], order: [1, 2, 0] });
});

test("scores equal to 12 decimals are equal, and no others", () => {
  assert.deepEqual([...all([50 + 4e-13, 50]).ranks], [1, 1]);
  assert.deepEqual([...all([50, 50 + 4e-13]).order], [0, 1]);
  assert.deepEqual([...all([50, 50 + 1e-12]).ranks], [2, 1]);
});

test("halves of the twelfth decimal go to the even one, as numpy rounds", () => {
  assert.deepEqual([...all([0, 0.5e-12]).ranks], [1, 1]);
  assert.deepEqual([...all([2e-12, 1.5e-12]).ranks], [1, 1]);
  assert.deepEqual([...all([2e-12, 2.5e-12]).ranks], [1, 1]);
  assert.deepEqual([...all([-2e-12, -1.5e-12, -2.5e-12]).ranks], [1, 1, 1]);
  assert.deepEqual([...all([0, -0.5e-12]).ranks], [1, 1]);
});

test("a unit without a score, or with too little data, is unranked, counts for nobody and comes last", () => {
  const found = rank(row(90, NaN, 60, 70, 95), row(0.5, 1, 1, 1, 0.79), LEAST);
  assert.deepEqual(told(found), { ranks: [0, 0, 2, 1, 0], order: [3, 2, 0, 1, 4] });
});

test("just enough data is enough, to 12 decimals", () => {
  assert.deepEqual([...rank(row(1, 2, 3), row(0.8, 0.8 - 4e-13, 0.8 - 1e-12), LEAST).ranks], [2, 1, 0]);
});

test("nobody ranked, and nobody at all", () => {
  assert.deepEqual(told(rank(row(1, NaN), row(0, 0), LEAST)), { ranks: [0, 0], order: [0, 1] });
  assert.deepEqual(told(all([])), { ranks: [], order: [] });
});

test("ties stay in the order given, however many units there are", () => {
  const { order } = all(Array.from({ length: 3000 }, (_, unit) => unit % 3));
  const classes = [2, 1, 0].flatMap((score) => Array.from({ length: 1000 }, (_, i) => 3 * i + score));
  assert.deepEqual([...order], classes);
});

test("many units come in the order that comparing each two would give, whatever ties, signs and gaps there are", () => {
  const number = (unit) => Math.sin(unit * 12.9898) * 43758.5453 % 1; // the same each time
  const scores = Float64Array.from({ length: 5000 }, (_, unit) => (unit % 7 ? Math.round(300 * number(unit)) / 10 - (unit % 3 ? 0 : 1e-11 * (unit % 5)) : unit % 2 ? NaN : -0));
  const { order } = rank(scores, scores.map(() => 1), LEAST);
  const good = scores.map((score) => (Number.isNaN(score) ? -Infinity : score));
  const expected = Int32Array.from(scores, (_, unit) => unit).sort((a, b) => (good[a] === good[b] ? a - b : good[b] - good[a]));
  assert.deepEqual(order, expected);
});
