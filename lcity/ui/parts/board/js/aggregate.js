// Up the tree, level by level, by weighted power means: the formulae of lcity/index/aggregate.py.

const TO_MEAN = { arithmetic: (s) => s, geometric: Math.log, harmonic: (s) => 1 / s };
const FROM_MEAN = { arithmetic: (m) => m, geometric: Math.exp, harmonic: (m) => 1 / m };

/** The tree of an index: which node hangs where, with the counting leaves only. */
export class Tree {
  /**
   * @param {string[]} keys every node, in file order
   * @param {(?string)[]} parents the parent of each; null at the top
   * @param {(key: string) => boolean} counts whether a leaf counts; inner nodes without leaves go
   */
  constructor(keys, parents, counts = () => true) {
    const parentOf = new Map(keys.map((key, i) => [key, parents[i]]));
    this.parents = parentOf;
    const inner = new Set(parents);
    const kept = new Set();
    for (const key of keys) {
      if (inner.has(key) || !counts(key)) continue;
      for (let node = key; node !== null && !kept.has(node); node = parentOf.get(node)) kept.add(node);
    }
    this.keys = keys.filter((key) => kept.has(key));
    this.children = new Map([[null, []]]);
    for (const key of this.keys) {
      const parent = parentOf.get(key);
      if (!this.children.has(parent)) this.children.set(parent, []);
      this.children.get(parent).push(key);
    }
    this.leaves = this.keys.filter((key) => !this.children.has(key));
    this.dimensions = this.children.get(null);
    this.inner = this.#upward(null).slice(0, -1);
  }

  #upward(node) {
    const below = (this.children.get(node) ?? []).filter((key) => this.children.has(key));
    return [...below.flatMap((key) => this.#upward(key)), node];
  }

  /**
   * The share of each node among its siblings, and of the whole index.
   * @param {Map<string, number>} weights each node's weight among its siblings, 0 or more
   * @returns {?{among: Map<string, number>, whole: Map<string, number>}} null where nothing counts
   */
  shares(weights) {
    const own = new Map(weights);
    const among = new Map();
    for (const parent of [...this.inner, null]) {
      const siblings = this.children.get(parent);
      const total = siblings.reduce((sum, key) => sum + own.get(key), 0);
      for (const key of siblings) among.set(key, total ? own.get(key) / total : 0);
      if (!total) {
        if (parent === null) return null;
        own.set(parent, 0);
      }
    }
    const whole = new Map(among);
    for (const parent of [...this.inner].reverse()) {
      for (const key of this.children.get(parent)) whole.set(key, whole.get(key) * whole.get(parent));
    }
    return { among, whole };
  }
}

/**
 * @param {Map<string, Float64Array>} scores leaf → 0–100 over all units; NaN is missing
 * @param {Tree} tree
 * @param {{among: Map<string, number>, whole: Map<string, number>}} shares from `tree.shares`
 * @param {string} method arithmetic, geometric or harmonic
 * @param {{means: Map<?string, object>, presence: Map<?string, object>}} kept what was found of nodes before: of one
 *   under which nothing has changed it is taken as it is
 * @returns {{index: Float64Array, present: Float64Array, points: (unit: number) => number[], means: Map<?string, Float64Array>,
 *   presence: Map<?string, Float64Array|Uint8Array>}} the score of each unit, the share (0–1) of the effective weight that
 *   has data, what gives the points of each dimension that sum to a unit's score, and of each node what the method takes
 *   means of, and the share (0–1) of its weight that has data; kept as they are, so nobody may change them
 */
export function aggregate(scores, tree, shares, method, kept = { means: new Map(), presence: new Map() }) {
  const [toMean, fromMean] = [TO_MEAN[method], FROM_MEAN[method]];
  const means = new Map();
  const presence = new Map();
  for (const leaf of tree.leaves) {
    const own = scores.get(leaf);
    means.set(leaf, method === "arithmetic" ? own : taken(kept.means, leaf, [own, method], () => own.map((s) => toMean(Math.max(1 + 0.99 * s, 1)))));
    presence.set(leaf, taken(kept.presence, leaf, [own], () => known(own)));
  }
  for (const parent of [...tree.inner, null]) {
    const children = tree.children.get(parent);
    const weights = children.map((key) => shares.among.get(key));
    for (const [found, before, combine] of [[means, kept.means, weightedMean], [presence, kept.presence, weightedSum]]) {
      const rows = children.map((key) => found.get(key));
      found.set(parent, taken(before, parent, [...rows, ...weights], () => combine(rows, weights)));
    }
  }
  const index = method === "arithmetic" ? means.get(null) : means.get(null).map(fromMean);
  return { index, present: presence.get(null), points: (unit) => points(unit, tree, shares.among, method, means), means, presence };
}

/** What was made of a node before, where it was made from the same; else made anew. */
function taken(kept, node, from, make) {
  const before = kept.get(node);
  const holds = before?.from.length === from.length && from.every((one, i) => one === before.from[i]);
  if (!holds) kept.set(node, { from, made: make() });
  return kept.get(node).made;
}

// A unit at a time: its sums stay in registers.
function weightedMean(rows, weights) {
  const means = new Float64Array(rows[0].length);
  for (let unit = 0; unit < means.length; unit++) {
    let [total, sum] = [0, 0];
    for (let i = 0; i < rows.length; i++) {
      const score = rows[i][unit];
      if (score !== score) continue; // missing
      total += weights[i];
      sum += weights[i] * score;
    }
    means[unit] = total > 0 ? sum / total : NaN;
  }
  return means;
}

function weightedSum(rows, weights) {
  const sums = new Float64Array(rows[0].length);
  for (let unit = 0; unit < sums.length; unit++) {
    let sum = 0;
    for (let i = 0; i < rows.length; i++) sum += weights[i] * rows[i][unit];
    sums[unit] = sum;
  }
  return sums;
}

/** Whether each unit has a score: 1 or 0. */
function known(scores) {
  const found = new Uint8Array(scores.length);
  for (let unit = 0; unit < found.length; unit++) found[unit] = Number.isNaN(scores[unit]) ? 0 : 1;
  return found;
}

/** The points each dimension gives a unit, NaN where it is missing; scaled to sum to its score where the mean is not additive. */
function points(unit, { dimensions }, among, method, means) {
  const scores = dimensions.map((key) => FROM_MEAN[method](means.get(key)[unit]));
  const weights = dimensions.map((key) => among.get(key));
  const total = sumOfKnown(weights.map((weight, d) => (Number.isNaN(scores[d]) ? NaN : weight)));
  const given = scores.map((score, d) => (weights[d] * score) / total);
  if (method === "arithmetic") return given;
  const scale = FROM_MEAN[method](means.get(null)[unit]) / sumOfKnown(given);
  return given.map((one) => one * scale);
}

function sumOfKnown(numbers) {
  return numbers.reduce((sum, one) => (Number.isNaN(one) ? sum : sum + one), 0);
}
