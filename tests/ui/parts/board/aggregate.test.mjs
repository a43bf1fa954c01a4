import assert from "node:assert/strict";
import test from "node:test";
import { aggregate, Tree } from "../../../../lcity/ui/parts/board/js/aggregate.js";
import { close, row } from "./numbers.mjs";

const { NaN: missing } = Number;
const METHODS = ["arithmetic", "geometric", "harmonic"];

// a ─ a1, a2 ─ (a21, a22); b; the file in no particular order.
const KEYS = ["a21", "a", "b", "a2", "a1", "a22"];
const PARENTS = ["a2", null, null, "a", "a", "a2"];
const deep = new Tree(KEYS, PARENTS);
const flat = new Tree(["x", "y"], [null, null]);

const weights = (given) => new Map(Object.entries(given));
const EVEN = weights(Object.fromEntries(KEYS.map((key) => [key, 1])));

function scored(tree, given, scores, method = "arithmetic") {
  return aggregate(new Map(Object.entries(scores)), tree, tree.shares(weights(given)), method);
}

test("a tree knows its dimensions, leaves and inner nodes, each of these after those under it", () => {
  assert.deepEqual(deep.keys, KEYS);
  assert.deepEqual(deep.dimensions, ["a", "b"]);
  assert.deepEqual(deep.leaves, ["a21", "b", "a1", "a22"]);
  assert.deepEqual(deep.inner, ["a2", "a"]);
  assert.deepEqual(deep.children.get("a"), ["a2", "a1"]);
});

test("a pruned tree loses the leaves that do not count, and the nodes left without any", () => {
  const pruned = new Tree(KEYS, PARENTS, (leaf) => !leaf.startsWith("a2"));
  assert.deepEqual(pruned.keys, ["a", "b", "a1"]);
  assert.deepEqual(pruned.leaves, ["b", "a1"]);
  assert.deepEqual(pruned.inner, ["a"]);
  assert.deepEqual(new Tree(KEYS, PARENTS, (leaf) => leaf === "b").keys, ["b"]);
});

test("an inner node does not turn into a leaf when its own leaves go", () => {
  const leaves = [];
  new Tree(KEYS, PARENTS, (leaf) => leaves.push(leaf) && false);
  assert.deepEqual(leaves, ["a21", "b", "a1", "a22"]);
});

test("where no leaf counts there is nothing to rank by", () => {
  assert.equal(new Tree(KEYS, PARENTS, () => false).shares(EVEN), null);
});

test("a node's share of the index is its share among its siblings times those above", () => {
  const { among, whole } = deep.shares(weights({ a: 3, b: 1, a1: 1, a2: 2, a21: 10, a22: 30 }));
  assert.deepEqual(Object.fromEntries(among), { a: 0.75, b: 0.25, a1: 1 / 3, a2: 2 / 3, a21: 0.25, a22: 0.75 });
  close(["a", "b", "a1", "a2", "a21", "a22"].map((key) => whole.get(key)), [0.75, 0.25, 0.25, 0.5, 0.125, 0.375]);
});

test("siblings that are all at 0 take their parent with them", () => {
  const { whole } = deep.shares(weights({ a: 1, b: 1, a1: 1, a2: 1, a21: 0, a22: 0 }));
  assert.deepEqual(Object.fromEntries(whole), { a: 0.5, b: 0.5, a1: 0.5, a2: 0, a21: 0, a22: 0 });
  const { whole: only } = deep.shares(weights({ a: 9, b: 1, a1: 0, a2: 5, a21: 0, a22: 0 }));
  assert.deepEqual(Object.fromEntries(only), { a: 0, b: 1, a1: 0, a2: 0, a21: 0, a22: 0 });
});

test("weights of 0 throughout leave nothing to rank by", () => {
  assert.equal(flat.shares(weights({ x: 0, y: 0 })), null);
  assert.equal(deep.shares(weights({ a: 5, b: 0, a1: 0, a2: 5, a21: 0, a22: 0 })), null);
});

test("shares leave the weights as they were", () => {
  const given = weights({ a: 9, b: 1, a1: 0, a2: 5, a21: 0, a22: 0 });
  deep.shares(given);
  assert.equal(given.get("a2"), 5);
});

test("arithmetic: the weighted mean", () => {
  const { index, present, points } = scored(flat, { x: 1, y: 3 }, { x: row(40, 100), y: row(80, 0) });
  close(index, [70, 25]);
  close(present, [1, 1]);
  close(points(0), [10, 60]);
  close(points(1), [25, 0]);
});

test("geometric: scores are first taken to 1–100, then to the root of their product", () => {
  const four = 3 / 0.99; // 1 + 0.99 s = 4
  const { index } = scored(flat, { x: 1, y: 1 }, { x: row(100, 0), y: row(four, 0) }, "geometric");
  close(index, [20, 1]);
});

test("harmonic: scores are first taken to 1–100, then to the reciprocal of their mean reciprocal", () => {
  const { index } = scored(flat, { x: 1, y: 3 }, { x: row(100), y: row(3 / 0.99) }, "harmonic");
  close(index, [1 / (0.25 / 100 + 0.75 / 4)]);
});

test("scores below 0, as zscore has them, count 1 where a mean needs more than 0", () => {
  for (const method of ["geometric", "harmonic"]) {
    close(scored(flat, { x: 1, y: 1 }, { x: row(-20), y: row(-300) }, method).index, [1]);
  }
});

test("each level takes the mean of the one below, whatever the number of leaves", () => {
  const leaves = { a1: row(60), a21: row(10), a22: row(30), b: row(100) };
  close(scored(deep, Object.fromEntries(EVEN), leaves).index, [(((10 + 30) / 2 + 60) / 2 + 100) / 2]);
});

for (const method of METHODS) {
  test(`${method}: where all scores are alike, so is the index, at every level`, () => {
    const leaves = Object.fromEntries(deep.leaves.map((leaf) => [leaf, row(100)]));
    const { index, points } = scored(deep, { a: 3, b: 1, a1: 1, a2: 2, a21: 10, a22: 30 }, leaves, method);
    close(index, [100]);
    close(points(0), [75, 25]);
  });

  test(`${method}: the weight of what is missing is shared out among what is there`, () => {
    const { index, present, points } = scored(flat, { x: 1, y: 3 }, { x: row(100), y: row(missing) }, method);
    close(index, [100]);
    close(present, [0.25]);
    close(points(0), [100, missing]);
  });

  test(`${method}: a unit nothing is known of has no score`, () => {
    const { index, present, points } = scored(flat, { x: 1, y: 3 }, { x: row(missing), y: row(missing) }, method);
    close([index[0], present[0], ...points(0)], [missing, 0, missing, missing]);
  });

  test(`${method}: what has weight 0 does not stand in for what is missing`, () => {
    const { index, present } = scored(flat, { x: 0, y: 3 }, { x: row(100), y: row(missing) }, method);
    close([index[0], present[0]], [missing, 0]);
  });

  test(`${method}: what has weight 0 is not missed`, () => {
    const { index, present } = scored(flat, { x: 0, y: 3 }, { x: row(missing), y: row(100) }, method);
    close([index[0], present[0]], [100, 1]);
  });

  test(`${method}: the points of the dimensions sum to the index`, () => {
    const leaves = { a1: row(60, 5), a21: row(10, missing), a22: row(30, 80), b: row(97, 41) };
    const { index, points } = scored(deep, { a: 3, b: 1, a1: 1, a2: 2, a21: 10, a22: 30 }, leaves, method);
    close([0, 1].map((unit) => points(unit)[0] + points(unit)[1]), index);
  });

  test(`${method}: the scores are left as they were`, () => {
    const x = row(40, -3);
    scored(flat, { x: 1, y: 1 }, { x, y: row(1, 2) }, method);
    close(x, [40, -3], 0);
  });
}

test("points of a mean that does not add up keep the proportions of weight times score", () => {
  const { index, points } = scored(flat, { x: 1, y: 1 }, { x: row(100), y: row(3 / 0.99) }, "geometric");
  close(index, [20]);
  close(points(0), [(20 * 100) / 104, (20 * 4) / 104]);
});

test("presence counts the weight of the leaves, not their number", () => {
  const leaves = { a1: row(60), a21: row(missing), a22: row(30), b: row(97) };
  close(scored(deep, { a: 3, b: 1, a1: 1, a2: 2, a21: 10, a22: 30 }, leaves).present, [1 - 0.125]);
});

test("what is kept from one set of weights to the next changes no figure", () => {
  const scores = new Map(Object.entries({ a21: row(10, 90, missing), b: row(80, missing, 30), a1: row(50, 20, 60), a22: row(missing, 40, 70) }));
  const kept = { means: new Map(), presence: new Map() };
  const told = ({ points, ...found }) => ({ ...found, points: [0, 1, 2].map(points) });
  const sets = [{}, { b: 3 }, { b: 3, a22: 2 }, { b: 0 }, { a1: 5 }, {}].map((given) => new Map([...EVEN, ...Object.entries(given)]));
  for (const method of [...METHODS, ...METHODS]) {
    for (const set of sets) {
      const [found, anew] = [kept, undefined].map((before) => aggregate(scores, deep, deep.shares(set), method, before));
      assert.deepEqual(told(found), told(anew));
    }
  }
});
