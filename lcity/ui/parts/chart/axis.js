// Axes: where they begin and end, where ticks stand and what is written there.

const PAD = 0.05; // of the span, beyond the outermost dots
const STEPS = [1, 2, 2.5, 5, 10];
const MOST_TICKS = 8;
const ROUNDING = 1e-9;
const MINUS = "\u2212";

/** The ends of an axis: those told, or those of what is drawn and some room. @returns {[number, number]} */
export function ends({ range, zero }, amounts) {
  if (range) return range;
  const known = amounts.filter((amount) => amount !== null);
  if (!known.length) return [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = PAD * (high - low || 1);
  return [zero && low >= 0 ? 0 : low - room, high + room];
}

/**
 * Ticks: those told, or at round numbers between two ends.
 * @param {number} room how many have room beside each other
 * @returns {[number, string, boolean][]} where, what is written there, and whether in bold
 */
export function ticks({ ticks: told, most, suffix }, [low, high], room = Infinity) {
  if (told) return told;
  const least = (high - low) / Math.max(1, Math.min(most || MOST_TICKS, room));
  const power = Math.floor(Math.log10(least));
  const own = STEPS.find((step) => step >= (least / 10 ** power) * (1 - ROUNDING));
  const step = own * 10 ** power;
  const digits = Math.max(0, (Number.isInteger(own) ? 0 : 1) - power);
  const found = [];
  for (let number = Math.ceil(low / step - ROUNDING); number * step <= high + step * ROUNDING; number++) {
    found.push([number * step, `${(number * step).toFixed(digits).replace("-", MINUS)}${suffix}`, false]);
  }
  return found;
}

/** How an amount becomes a place between two, in px. */
export function scale([low, high], from, to) {
  return (amount) => from + ((to - from) * (amount - low)) / (high - low || 1);
}

/** The number of the point nearest to a place and within reach of it; -1 for none. @param {{at: [number, number]}[]} points */
export function nearest(points, [x, y], reach) {
  let found = -1;
  let least = reach ** 2;
  points.forEach(({ at }, number) => {
    const apart = (at[0] - x) ** 2 + (at[1] - y) ** 2;
    if (apart <= least) [found, least] = [number, apart];
  });
  return found;
}
