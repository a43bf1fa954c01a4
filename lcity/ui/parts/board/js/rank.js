// From scores to ranks and an order: the rules of lcity/index/ranking.py.

const DECIMALS = 1e12;
const LOW_WORD = new Uint8Array(Uint32Array.of(1).buffer)[0] ? 0 : 1;

/**
 * @param {Float64Array} index scores, more being better; NaN is unranked
 * @param {Float64Array} present share (0–1) of the effective weight with data
 * @param {number} least below this share a unit is unranked
 * @returns {{ranks: Int32Array, order: Int32Array}} ranks from 1, equal to 12 decimals sharing the smaller one,
 *   0 unranked; and the units, best first, ties as given, unranked last
 */
export function rank(index, present, least) {
  const good = new Float64Array(index.length);
  for (let unit = 0; unit < index.length; unit++) {
    const score = nearest(index[unit] * DECIMALS) / DECIMALS;
    const ranked = !Number.isNaN(score) && nearest(present[unit] * DECIMALS) / DECIMALS >= least;
    good[unit] = ranked ? score : -Infinity;
  }
  const order = bestFirst(good);
  const ranks = new Int32Array(good.length);
  for (let place = 0; place < order.length && good[order[place]] !== -Infinity; place++) {
    const before = order[place - 1];
    ranks[order[place]] = place && good[before] === good[order[place]] ? ranks[before] : place + 1;
  }
  return { ranks, order };
}

/**
 * The units by their scores, the best first, ties as given. Numbers are sorted several times faster than by a function
 * that compares two: each score carries its unit in its last bits, and what those have put in the wrong order is mended.
 */
function bestFirst(good) {
  const units = good.length;
  const keys = good.slice();
  const words = new Uint32Array(keys.buffer);
  const carried = 2 ** Math.ceil(Math.log2(Math.max(units, 2))) - 1;
  let last = units; // who is unranked goes to the end, in the order given
  const order = new Int32Array(units);
  let ranked = 0;
  for (let unit = 0; unit < units; unit++) {
    if (good[unit] === -Infinity) continue;
    keys[ranked] = good[unit] + 0; // no -0
    // Of two that are equal the first is to come out greater.
    const place = keys[ranked] < 0 ? unit : carried - unit;
    words[2 * ranked + LOW_WORD] = ((words[2 * ranked + LOW_WORD] & ~carried) | place) >>> 0;
    ranked += 1;
  }
  keys.subarray(0, ranked).sort();
  for (let unit = units - 1; unit >= 0; unit--) if (good[unit] === -Infinity) order[--last] = unit;
  for (let place = 0; place < ranked; place++) {
    const from = ranked - 1 - place;
    const bits = words[2 * from + LOW_WORD] & carried;
    const unit = keys[from] < 0 ? bits : carried - bits;
    let to = place;
    for (; to > 0 && before(unit, order[to - 1], good); to--) order[to] = order[to - 1];
    order[to] = unit;
  }
  return order;
}

function before(one, other, good) {
  return good[one] > good[other] || (good[one] === good[other] && one < other);
}

/** The nearest whole number, halves to even, as numpy rounds. */
export function nearest(x) {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
