// A camera as the link holds it: longitude, latitude and zoom; zoom 0 has the world on 512 pixels.

import { latitude, mercator } from "./plane.js";

const WORLD_PX = 512;

/** @param {{middle: number[], scale: number}} camera on the plane, in turns, y downwards; pixels a turn */
export function written({ middle: [x, y], scale }) {
  return [[x * 360, 4], [latitude(-y), 4], [Math.log2(scale / WORLD_PX), 3]].map(([part, digits]) => Number(part.toFixed(digits))).join();
}

export function read(text) {
  const [lon, lat, zoom] = text.split(",").map(Number);
  return { middle: [lon / 360, -mercator(lat)], scale: WORLD_PX * 2 ** zoom };
}

/** What a camera's frame shows: west, south, east and north in degrees. */
export function frame({ middle: [x, y], scale, width, height }) {
  const [across, down] = [width / 2 / scale, height / 2 / scale];
  return [(x - across) * 360, latitude(-(y + down)), (x + across) * 360, latitude(-(y - down))];
}
