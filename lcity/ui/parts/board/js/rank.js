// From scores to ranks and an order: the rules of lcity/index/ranking.py.

const DECIMALS = 1e12;
const [DIGIT_BITS, DIGITS] = [11, 2]; // of keys of 22 bits: for 40,000 units so few are mended that a third digit costs more
const DIGIT = 2 ** DIGIT_BITS - 1;

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
 * The units by their scores, the best first, ties as given: by whole numbers first, digit by digit, several times faster
 * than by comparing; what those have left in the wrong order is mended. Who is unranked comes last.
 */
function bestFirst(good) {
  const units = good.length;
  let [least, most] = [Infinity, -Infinity];
  for (let unit = 0; unit < units; unit++) {
    if (good[unit] > most) most = good[unit];
    if (good[unit] < least && good[unit] !== -Infinity) least = good[unit];
  }
  const last = 2 ** (DIGIT_BITS * DIGITS) - 1;
  const scale = most > least ? (last - 1) / (most - least) : 0;
  const keys = new Uint32Array(units);
  for (let unit = 0; unit < units; unit++) keys[unit] = good[unit] === -Infinity ? last : (most - good[unit]) * scale;
  const order = byKeys(keys);
  for (let place = 1; place < units; place++) {
    const unit = order[place];
    let to = place;
    for (; to > 0 && before(unit, order[to - 1], good); to--) order[to] = order[to - 1];
    if (to < place) order[to] = unit;
  }
  return order;
}

/** Units by their keys, the smallest first, equal ones as given. @param {Uint32Array} keys */
function byKeys(keys) {
  let [from, to] = [new Int32Array(keys.length), new Int32Array(keys.length)];
  for (let unit = 0; unit < keys.length; unit++) from[unit] = unit;
  for (let digit = 0; digit < DIGITS; digit++) {
    const shift = digit * DIGIT_BITS;
    const at = new Int32Array(DIGIT + 2);
    for (let unit = 0; unit < keys.length; unit++) at[((keys[unit] >>> shift) & DIGIT) + 1] += 1;
    for (let value = 1; value <= DIGIT; value++) at[value] += at[value - 1];
    for (let place = 0; place < from.length; place++) {
      const unit = from[place];
      to[at[(keys[unit] >>> shift) & DIGIT]++] = unit;
    }
    [from, to] = [to, from];
  }
  return from;
}

function before(one, other, good) {
  return good[one] > good[other] || (good[one] === good[other] && one < other);
}

/** The nearest whole number, halves to even, as numpy rounds. */
export function nearest(x) {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
