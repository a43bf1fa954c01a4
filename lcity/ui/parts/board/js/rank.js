// From scores to ranks and an order: the rules of lcity/index/ranking.py.

const DECIMALS = 1e12;

/**
 * @param {Float64Array} index scores, more being better; NaN is unranked
 * @param {Float64Array} present share (0–1) of the effective weight with data
 * @param {number} least below this share a unit is unranked
 * @returns {{ranks: Int32Array, order: Int32Array}} ranks from 1, equal to 12 decimals sharing the smaller one,
 *   0 unranked; and the units, best first, ties as given, unranked last
 */
export function rank(index, present, least) {
  const scores = index.map((score) => nearest(score * DECIMALS) / DECIMALS);
  const order = Int32Array.from(scores, (_, unit) => unit);
  const ranked = (unit) => !Number.isNaN(scores[unit]) && nearest(present[unit] * DECIMALS) / DECIMALS >= least;
  const good = scores.map((score, unit) => (ranked(unit) ? score : -Infinity));
  order.sort((a, b) => (good[a] === good[b] ? a - b : good[b] - good[a]));
  const ranks = new Int32Array(scores.length);
  for (let place = 0; place < order.length && good[order[place]] !== -Infinity; place++) {
    const before = order[place - 1];
    ranks[order[place]] = place && good[before] === good[order[place]] ? ranks[before] : place + 1;
  }
  return { ranks, order };
}

/** The nearest whole number, halves to even, as numpy rounds. */
export function nearest(x) {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
