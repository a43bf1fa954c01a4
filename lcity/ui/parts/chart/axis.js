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

/**
 * Where a text beside a point lies on the fewest others, and within a frame.
 * @param {[number, number]} at the point, px
 * @param {[number, number]} size of the text, px
 * @param {number} gap between both
 * @param {boolean} right whether it stands rather at the right
 * @param {[number, number][]} others points, px
 * @param {[number, number]} frame its width and height, px
 * @returns {[number, number, string]} x, y of its middle line, and its anchor
 */
export function beside([x, y], [wide, high], gap, right, others, [width, height]) {
  const sides = [[x + gap, y, "start"], [x - gap, y, "end"]];
  const places = [...(right ? sides : sides.reverse()), [x, y - gap - high / 2, "middle"], [x, y + gap + high / 2, "middle"]];
  const left = ([at, , anchor]) => at - { start: 0, middle: wide / 2, end: wide }[anchor];
  const inside = (place) => left(place) >= 0 && left(place) + wide <= width && place[1] - high / 2 >= 0 && place[1] + high / 2 <= height;
  const under = (place) => others.filter(([px, py]) => px > left(place) - gap / 2 && px < left(place) + wide + gap / 2 && Math.abs(py - place[1]) < (high + gap) / 2).length;
  const cost = (place) => (inside(place) ? under(place) : Infinity);
  return places.reduce((best, place) => (cost(place) < cost(best) ? place : best));
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
