import test from "node:test";
import { normalise } from "../../../../lcity/ui/parts/board/js/normalise.js";
import { close, row } from "./numbers.mjs";

const { NaN: missing } = Number;
const free = { direction: 1, low: null, high: null };
const lessIsBetter = { ...free, direction: -1 };

test("goalposts: 0 at the low one, 100 at the high one, never beyond", () => {
  const values = row(-5, 0, 2.5, 10, 12, missing);
  close(normalise(values, { direction: 1, low: 0, high: 10 }, "goalposts"), [0, 0, 25, 100, 100, missing]);
});

test("goalposts where less is better: 100 at the low one", () => {
  close(normalise(row(0, 1250, 5000, 6000), { direction: -1, low: 0, high: 5000 }, "goalposts"), [100, 75, 0, 0]);
});

test("goalposts may be 0 or below it", () => {
  close(normalise(row(-4, -3, 0), { direction: 1, low: -4, high: 0 }, "goalposts"), [0, 25, 100]);
});

test("an indicator that lacks a goalpost is set between its least and its greatest", () => {
  for (const lacking of [free, { ...free, low: 0 }, { ...free, high: 100 }]) {
    close(normalise(row(2, 4, missing, 10), lacking, "goalposts"), [0, 25, missing, 100]);
  }
});

test("the other methods pass over goalposts", () => {
  close(normalise(row(2, 4, 10), { direction: 1, low: 0, high: 1 }, "minmax"), [0, 25, 100]);
});

test("minmax: 0 at the least, 100 at the greatest", () => {
  close(normalise(row(2, 4, missing, 10), free, "minmax"), [0, 25, missing, 100]);
  close(normalise(row(2, 4, missing, 10), lessIsBetter, "minmax"), [100, 75, missing, 0]);
});

test("zscore: 50 at the mean, 10 points a standard deviation, which divides by n - 1", () => {
  close(normalise(row(1, missing, 2, 3), free, "zscore"), [40, missing, 50, 60]);
  close(normalise(row(1, missing, 2, 3), lessIsBetter, "zscore"), [60, missing, 50, 40]);
  // Mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, so that the deviation is the root of 32 / 7.
  const sd = Math.sqrt(32 / 7);
  const values = [2, 4, 4, 4, 5, 5, 7, 9];
  close(normalise(row(...values), free, "zscore"), values.map((x) => 50 + (10 * (x - 5)) / sd));
});

test("zscore is not cut off at 0 or 100", () => {
  const scores = normalise(row(...Array(100).fill(0), 1), free, "zscore");
  close([scores[100]], [50 + 1000 / Math.sqrt(101)], 1e-9); // the furthest of n is (n - 1) / sqrt(n) deviations off
});

test("rank: 0 for the worst, 100 for the best, equal values share their mean rank", () => {
  close(normalise(row(10, 20, 20, missing, 30), free, "rank"), [0, 50, 50, missing, 100]);
  close(normalise(row(10, 20, 20, missing, 30), lessIsBetter, "rank"), [100, 50, 50, missing, 0]);
  close(normalise(row(7, 7, 7, 9), free, "rank"), [100 / 3, 100 / 3, 100 / 3, 100]);
});

test("percentile: those below and half of the equal, itself included", () => {
  close(normalise(row(10, 20, 20, missing, 30), free, "percentile"), [12.5, 50, 50, missing, 87.5]);
  close(normalise(row(10, 20, 20, missing, 30), lessIsBetter, "percentile"), [87.5, 50, 50, missing, 12.5]);
});

test("numbers are sorted as numbers", () => {
  close(normalise(row(9, 10, -1, 100), free, "rank"), [100 / 3, 200 / 3, 0, 100]);
});

for (const method of ["goalposts", "minmax", "zscore", "rank", "percentile"]) {
  test(`${method}: units that do not differ all get exactly 50`, () => {
    close(normalise(row(0.1, 0.1, missing, 0.1), free, method), [50, 50, missing, 50], 0);
  });
  test(`${method}: one unit alone gets 50`, () => close(normalise(row(missing, 3), free, method), [missing, 50], 0));
  test(`${method}: what nobody has stays missing`, () => {
    close(normalise(row(missing, missing), free, method), [missing, missing]);
    close(normalise(row(), free, method), []);
  });
  test(`${method}: the values are left as they were`, () => {
    const values = row(3, missing, 1);
    normalise(values, lessIsBetter, method);
    close(values, [3, missing, 1], 0);
  });
}
