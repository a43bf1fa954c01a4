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
 * @param {Map<?string, object>} kept means found before: of a node under which nothing has changed they are taken as they are
 * @returns {{index: Float64Array, present: Float64Array, points: Float64Array[], means: Map<?string, Float64Array>}}
 *   the score of each unit, the share (0–1) of the effective weight that has data, per dimension the points that sum
 *   to the score, and of each node what the method takes means of
 */
export function aggregate(scores, tree, shares, method, kept = new Map()) {
  const units = scores.get(tree.leaves[0]).length;
  const [toMean, fromMean] = [TO_MEAN[method], FROM_MEAN[method]];
  const means = new Map();
  const keep = (node, from, make) => {
    const before = kept.get(node);
    const holds = before?.from.length === from.length && from.every((one, i) => one === before.from[i]);
    if (!holds) kept.set(node, { from, mean: make() });
    means.set(node, kept.get(node).mean);
  };
  for (const leaf of tree.leaves) {
    const own = scores.get(leaf);
    if (method === "arithmetic") means.set(leaf, own);
    else keep(leaf, [own, method], () => own.map((s) => toMean(Math.max(1 + 0.99 * s, 1))));
  }
  for (const parent of [...tree.inner, null]) {
    const children = tree.children.get(parent);
    const [rows, weights] = [children.map((key) => means.get(key)), children.map((key) => shares.among.get(key))];
    keep(parent, [...rows, ...weights], () => weightedMean(rows, weights, units));
  }
  const ofMean = method === "arithmetic" ? (row) => row.slice() : (row) => row.map(fromMean);
  const index = ofMean(means.get(null));
  const points = tree.dimensions.map((key) => ofMean(means.get(key)));
  share(points, tree.dimensions.map((key) => shares.among.get(key)), index, method !== "arithmetic");
  return { index, present: present(scores, tree, shares.whole, units), points, means };
}

function weightedMean(rows, weights, units) {
  const total = new Float64Array(units);
  const points = new Float64Array(units);
  rows.forEach((row, i) => {
    const weight = weights[i];
    for (let unit = 0; unit < units; unit++) {
      const score = row[unit];
      if (score !== score) continue; // missing
      total[unit] += weight;
      points[unit] += weight * score;
    }
  });
  for (let unit = 0; unit < units; unit++) points[unit] = total[unit] > 0 ? points[unit] / total[unit] : NaN;
  return points;
}

/** Turn the dimensions' scores into points of the index, in place; scaled to sum to it where the mean is not additive. */
function share(points, weights, index, scaled) {
  const units = index.length;
  const total = new Float64Array(units);
  points.forEach((row, d) => {
    const weight = weights[d];
    for (let unit = 0; unit < units; unit++) if (row[unit] === row[unit]) total[unit] += weight;
  });
  points.forEach((row, d) => {
    const weight = weights[d];
    for (let unit = 0; unit < units; unit++) row[unit] = (weight * row[unit]) / total[unit]; // NaN where missing
  });
  if (!scaled) return;
  const sum = new Float64Array(units);
  for (const row of points) for (let unit = 0; unit < units; unit++) if (row[unit] === row[unit]) sum[unit] += row[unit];
  for (const row of points) for (let unit = 0; unit < units; unit++) row[unit] *= index[unit] / sum[unit];
}

/** Of every node the share (0–1) of its weight that has data, by unit. */
export function presence(scores, tree, among) {
  const found = new Map();
  for (const leaf of tree.leaves) found.set(leaf, scores.get(leaf).map((score) => (Number.isNaN(score) ? 0 : 1)));
  for (const parent of tree.inner) {
    const own = new Float64Array(found.get(tree.leaves[0]).length);
    for (const key of tree.children.get(parent)) {
      const [weight, row] = [among.get(key), found.get(key)];
      for (let unit = 0; unit < own.length; unit++) own[unit] += weight * row[unit];
    }
    found.set(parent, own);
  }
  return found;
}

function present(scores, tree, whole, units) {
  const counts = new Float64Array(units);
  let total = 0;
  for (const leaf of tree.leaves) {
    const weight = whole.get(leaf);
    const row = scores.get(leaf);
    total += weight;
    for (let unit = 0; unit < units; unit++) if (row[unit] === row[unit]) counts[unit] += weight;
  }
  for (let unit = 0; unit < units; unit++) counts[unit] /= total;
  return counts;
}
