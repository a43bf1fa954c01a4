// From an indicator's own unit to scores of 0–100: the formulae of lcity/index/normalise.py, in the same order.

/**
 * @param {Float64Array} values one indicator over all units; NaN is missing
 * @param {{direction: number, low: ?number, high: ?number}} indicator
 * @param {string} method goalposts, minmax, zscore, rank or percentile
 * @returns {Float64Array} scores, more always being better; NaN where the value is missing
 */
export function normalise(values, indicator, method) {
  const x = values.map((value) => value * indicator.direction);
  if (method === "goalposts" && indicator.low !== null && indicator.high !== null) return goalposts(x, indicator);
  return { goalposts: minmax, minmax, zscore, rank, percentile }[method](x);
}

function goalposts(x, { direction, low, high }) {
  const [from, to] = direction > 0 ? [low, high] : [-high, -low];
  return x.map((value) => Math.min(Math.max(100 * ((value - from) / (to - from)), 0), 100));
}

function minmax(x) {
  const [low, high] = range(x);
  return or50(x, (value) => value - low, high - low);
}

function zscore(x) {
  const known = x.filter((value) => !Number.isNaN(value));
  const mean = sum(known) / Math.max(known.length, 1);
  const sd = Math.sqrt(sum(known.map((value) => (value - mean) ** 2)) / Math.max(known.length - 1, 1));
  const [low, high] = range(x);
  return or50(x, (value) => 0.5 * sd + 0.1 * (value - mean), high > low ? sd : 0);
}

function rank(x) {
  const [below, upTo, count] = counts(x);
  return or50(x, (value) => (below(value) + upTo(value) - 1) / 2, count - 1);
}

function percentile(x) {
  const [below, upTo, count] = counts(x);
  return x.map((value) => (Number.isNaN(value) ? NaN : 100 * ((below(value) + upTo(value)) / 2 / Math.max(count, 1))));
}

function range(x) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of x) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

// Units that do not differ say nothing: 50.
function or50(x, above, spread) {
  return x.map((value) => (Number.isNaN(value) ? NaN : 100 * (spread > 0 ? above(value) / spread : 0.5)));
}

function counts(x) {
  const ascending = x.filter((value) => !Number.isNaN(value)).sort();
  return [(value) => place(ascending, value, false), (value) => place(ascending, value, true), ascending.length];
}

/** The number of values below `value`, or up to it. */
function place(ascending, value, orEqual) {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle] < value || (orEqual && ascending[middle] === value)) from = middle + 1;
    else to = middle;
  }
  return from;
}

function sum(x) {
  let total = 0;
  for (const value of x) total += value;
  return total;
}
