// Names on a map, as far as they have room.

const BESIDE_PX = 8;
const MOST_PLACES = 40;
const SPILL = 1.15;
/** How high a name's line is, and how large its letters are at a desk. */
export const LINE_PX = 18;
export const NAME_PX = 12;

/**
 * The names that can be written without one lying on another; the first are the most important.
 * @param {{x: number, y: number, wide: number, chosen: ?boolean, place: ?boolean, room: ?{width: number, height: number}}[]} labels
 *   where they stand on the plane, `wide` in px; `room` is what a unit takes up there: its name is to fit it
 * @param {{x: number, y: number, width: number, height: number}} seen of the plane
 * @param {number} unit of the plane a pixel
 */
export function withRoom(labels, seen, unit) {
  const kept = [];
  let places = 0;
  for (const label of labels) {
    const half = (label.wide * unit) / 2;
    const inside = label.x - half >= seen.x && label.x + half <= seen.x + seen.width && label.y >= seen.y && label.y <= seen.y + seen.height;
    if (!inside || (label.place && places === MOST_PLACES)) continue;
    const { room, chosen } = label;
    if (room && !chosen && (label.wide * unit > SPILL * room.width || LINE_PX * unit > room.height)) continue;
    const near = (other) => Math.abs(label.x - other.x) < half + (other.wide * unit) / 2 + BESIDE_PX * unit && Math.abs(label.y - other.y) < LINE_PX * unit;
    if (kept.some(near)) continue;
    if (label.place) places += 1;
    kept.push(label);
  }
  return kept;
}

/** How wide a name is, px: Chinese letters are square. */
export function wide(name) {
  return [...name].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 12.5 : 6.8), 0);
}
