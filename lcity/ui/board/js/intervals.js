// The ranks a unit takes under most sets of weights: what the server found, and the axis it is drawn on.

/**
 * The axis that holds the intervals of some units.
 * @param {?{low: Uint16Array, high: Uint16Array}} intervals 0 where a unit has none
 * @param {Int32Array} ranks 0 where a unit has none
 * @param {Iterable<number>} units
 * @returns {{from: number, to: number}} ranks, at least one apart
 */
export function axis(intervals, ranks, units) {
  let [from, to] = [Infinity, -Infinity];
  for (const unit of units) {
    if (!intervals?.low[unit] || !ranks[unit]) continue;
    from = Math.min(from, intervals.low[unit], ranks[unit]);
    to = Math.max(to, intervals.high[unit], ranks[unit]);
  }
  if (from > to) return { from: 1, to: 2 };
  return { from, to: Math.max(to, from + 1) };
}
