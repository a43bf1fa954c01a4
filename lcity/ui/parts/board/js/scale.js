// Amounts sorted into a few classes with round bounds, as lcity/colour.py does it.

import { nearest } from "./rank.js";

/**
 * @param {Iterable<number>} values missing ones do not count
 * @param {number} most the largest number of classes
 * @returns {number[]} the bounds between classes, ascending; the first and the last class are open
 */
export function bounds(values, most) {
  const known = [...values].filter(Number.isFinite);
  const least = known.reduce((one, other) => Math.min(one, other), Infinity);
  const greatest = known.reduce((one, other) => Math.max(one, other), -Infinity);
  if (!(greatest > least)) return [];
  const power = 10 ** Math.floor(Math.log10((greatest - least) / most));
  for (const factor of [1, 2, 2.5, 5, 10, 20]) {
    const step = power * factor;
    const first = Math.floor(least / step + 1e-9);
    const last = Math.ceil(greatest / step - 1e-9);
    if (last - first > most) continue;
    return Array.from({ length: last - first - 1 }, (_, i) => Number(((first + 1 + i) * step).toPrecision(12)));
  }
  return [];
}

/** The class of a value among `bounds`; -1 where it is missing. */
export function classOf(value, bounds) {
  if (Number.isNaN(value)) return -1;
  let number = 0;
  while (number < bounds.length && value >= bounds[number]) number += 1;
  return number;
}

/** `count` colours spread over a ramp. */
export function spread(ramp, count) {
  if (count === 1) return [ramp[ramp.length >> 1]];
  return Array.from({ length: count }, (_, i) => ramp[nearest((i * (ramp.length - 1)) / (count - 1))]);
}
