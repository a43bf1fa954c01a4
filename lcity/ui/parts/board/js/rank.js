// From scores to ranks and an order: the rules of lcity/index/ranking.py.

const DECIMALS = 1e12;
const DIGIT_BITS = 11; // of keys of two digits: of 40,000 units so few are left to mend that a third digit costs more
const DIGIT = 2 ** DIGIT_BITS - 1;
let room = null; // to work in, kept: were it another at each move of a hand, the hand would wait while it is cleared away

/**
 * @param {Float64Array} index scores, more being better; NaN is unranked
 * @param {Float64Array} present share (0–1) of the effective weight with data
 * @param {number} least below this share a unit is unranked
 * @returns {{ranks: Int32Array, order: Int32Array}} ranks from 1, equal to 12 decimals sharing the smaller one,
 *   0 unranked; and the units, best first, ties as given, unranked last
 */
export function rank(index, present, least) {
  if (room?.good.length !== index.length) room = roomFor(index.length);
  const { good } = room;
  for (let unit = 0; unit < index.length; unit++) {
    const score = nearest(index[unit] * DECIMALS) / DECIMALS;
    const ranked = !Number.isNaN(score) && nearest(present[unit] * DECIMALS) / DECIMALS >= least;
    good[unit] = ranked ? score : -Infinity;
  }
  const order = bestFirst(room);
  const ranks = new Int32Array(good.length);
  let [rank, last] = [0, NaN];
  for (let place = 0; place < order.length; place++) {
    const score = good[order[place]];
    if (score === -Infinity) break;
    if (score !== last) rank = place + 1;
    ranks[order[place]] = rank;
    last = score;
  }
  return { ranks, order };
}

/**
 * The units by their scores, the best first, ties as given: by whole numbers first, digit by digit, several times faster
 * than by comparing; what those have left in the wrong order is mended. Who is unranked comes last.
 */
function bestFirst({ good, keys, half }) {
  const units = good.length;
  let [least, most] = [Infinity, -Infinity];
  for (let unit = 0; unit < units; unit++) {
    if (good[unit] > most) most = good[unit];
    if (good[unit] < least && good[unit] !== -Infinity) least = good[unit];
  }
  const last = 2 ** (2 * DIGIT_BITS) - 1;
  const scale = most > least ? (last - 1) / (most - least) : 0;
  for (let unit = 0; unit < units; unit++) keys[unit] = good[unit] === -Infinity ? last : (most - good[unit]) * scale;
  const order = byKeys(keys, half);
  for (let place = 1; place < units; place++) {
    const unit = order[place];
    if (!before(unit, order[place - 1], good)) continue;
    let to = place;
    for (; to > 0 && before(unit, order[to - 1], good); to--) order[to] = order[to - 1];
    order[to] = unit;
  }
  return order;
}

/** Units by their keys, the smallest first, equal ones as given. @param {Int32Array} half to hold them by the lower digit alone */
function byKeys(keys, half) {
  const units = keys.length;
  const [low, high] = [new Int32Array(DIGIT + 2), new Int32Array(DIGIT + 2)]; // where the next unit with a digit goes
  for (let unit = 0; unit < units; unit++) {
    low[(keys[unit] & DIGIT) + 1] += 1;
    high[(keys[unit] >>> DIGIT_BITS) + 1] += 1;
  }
  for (let value = 1; value <= DIGIT; value++) {
    low[value] += low[value - 1];
    high[value] += high[value - 1];
  }
  for (let unit = 0; unit < units; unit++) half[low[keys[unit] & DIGIT]++] = unit;
  const order = new Int32Array(units);
  for (let place = 0; place < units; place++) {
    const unit = half[place];
    order[high[keys[unit] >>> DIGIT_BITS]++] = unit;
  }
  return order;
}

function roomFor(units) {
  return { good: new Float64Array(units), keys: new Uint32Array(units), half: new Int32Array(units) };
}

function before(one, other, good) {
  return good[one] > good[other] || (good[one] === good[other] && one < other);
}

/** The nearest whole number, halves to even, as numpy rounds. */
export function nearest(x) {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
