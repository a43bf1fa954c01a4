// The map in a picture to take away: what the reader sees of it, with the same camera, as outlines.

import { node, wrapped } from "./picture_parts.js";

const TITLE = 28;
const LEGEND_LINE = 20;
const LEAST_STEP_PX = 0.35;
const [INK, QUIET, LINE, GROUND] = ["#0d1618", "#56646a", "#c4cdcd", "#ffffff"];

/**
 * @param {object} map as `DistrictMap.drawn` gives it
 * @param {{x: number, y: number, width: number, most: number}} place where it stands, and how high it may be
 * @returns {{parts: SVGElement[], bottom: number}}
 */
export function mapPanel(map, { x, y, width, most }) {
  const { camera, units, colours, labels, title, missing } = map;
  const scale = Math.min(width / camera.width, most / camera.height);
  const [wide, high] = [camera.width * scale, camera.height * scale];
  const heading = wrapped(title, Math.floor(width / 7.5));
  const top = y + heading.length * LEGEND_LINE + 8;
  const look = { x, y: top, width: wide, height: high };
  const shapes = units.map(({ rings, colour, pale }) => node("path", {
    d: outline(rings, camera), fill: colour ?? "url(#not-ranked)", "fill-rule": "evenodd", stroke: GROUND, "stroke-width": 0.75, ...(pale ? { opacity: 0.3 } : {}),
  }));
  const chosen = units.filter(({ selected }) => selected).map(({ rings }) => node("path", { d: outline(rings, camera), fill: "none", stroke: INK, "stroke-width": 3, "stroke-linejoin": "round" }));
  const entries = [...labels.map((label, i) => [colours[i], label]), ...(missing ? [["url(#not-ranked)", missing]] : [])];
  const columns = Math.max(1, Math.floor(width / 125));
  const at = (i) => [x + (i % columns) * (width / columns), top + high + TITLE + Math.floor(i / columns) * LEGEND_LINE];
  const parts = [
    node("defs", {}, node("pattern", { id: "not-ranked", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      node("rect", { width: 6, height: 6, fill: GROUND }), node("line", { x1: 0, y1: 0, x2: 0, y2: 6, stroke: "#8a8a8a", "stroke-width": 2 }))),
    ...heading.map((line, i) => node("text", { x, y: y + i * LEGEND_LINE, "font-weight": 600 }, line)),
    node("svg", { ...look, viewBox: `0 0 ${camera.width} ${camera.height}` }, ...shapes, ...chosen),
    node("rect", { ...look, fill: "none", stroke: LINE }),
    ...entries.flatMap(([fill, label], i) => [
      node("rect", { x: at(i)[0], y: at(i)[1] - 10, width: 11, height: 11, fill, stroke: LINE }),
      node("text", { x: at(i)[0] + 16, y: at(i)[1], "font-size": 13, fill: QUIET }, label),
    ]),
  ];
  return { parts, bottom: at(entries.length - 1)[1] };
}

/** Rings as a path in the frame's pixels, without the steps too small to be seen. */
function outline(rings, { middle, scale, width, height }) {
  return rings.map((ring) => {
    const points = [];
    let last = null;
    for (let i = 0; i < ring.length; i += 2) {
      const point = [(ring[i] - middle[0]) * scale + width / 2, (ring[i + 1] - middle[1]) * scale + height / 2];
      if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < LEAST_STEP_PX) continue;
      points.push(point.map((part) => part.toFixed(1)).join(" "));
      last = point;
    }
    return `M${points.join("L")}Z`;
  }).join("");
}
