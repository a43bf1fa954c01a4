// The hand on the map: mouse, pen, fingers, wheel and keys. One finger scrolls the page up and down and pans the map to
// the sides; two pan and zoom it.

import { isDrag, nearer } from "../../lib/hand.js";

export const ZOOM_STEP = 1.5;
const STEP_PX = 40;

/**
 * @param {HTMLElement} canvas
 * @param {{pan: (dx: number, dy: number) => void, zoom: (factor: number, at: ?{clientX: number, clientY: number}) => void,
 *   hover: (event: ?PointerEvent) => void, click: (event: PointerEvent) => void}} on `at` null: the middle
 */
export function hand(canvas, on) {
  const held = new Map();
  let moved = false;
  canvas.addEventListener("pointerdown", (event) => {
    moved = held.size > 0; // a second finger does not click
    held.set(event.pointerId, at(event));
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return held.size ? undefined : on.hover(event);
    const [before, now] = [held.get(event.pointerId), at(event)];
    if (!moved && !isDrag(now.clientX - before.clientX, now.clientY - before.clientY)) return undefined;
    moved = true;
    const spread = () => grip([...held.values()]);
    const was = spread();
    held.set(event.pointerId, now);
    const is = spread();
    on.pan(is.clientX - was.clientX, is.clientY - was.clientY);
    if (was.wide && is.wide) on.zoom(is.wide / was.wide, is);
    return undefined;
  });
  canvas.addEventListener("pointerup", (event) => {
    if (held.delete(event.pointerId) && !moved) on.click(event);
  });
  canvas.addEventListener("pointercancel", (event) => held.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => on.hover(null));
  // Two fingers are the map's: the page would scroll under them.
  const keep = (event) => event.touches.length > 1 && event.cancelable && event.preventDefault();
  for (const type of ["touchstart", "touchmove"]) canvas.addEventListener(type, keep, { passive: false });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    on.zoom(nearer(event), event);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [STEP_PX, 0], ArrowRight: [-STEP_PX, 0], ArrowUp: [0, STEP_PX], ArrowDown: [0, -STEP_PX] }[event.key];
    if (step) on.pan(...step);
    else if (event.key === "+" || event.key === "=") on.zoom(ZOOM_STEP, null);
    else if (event.key === "-") on.zoom(1 / ZOOM_STEP, null);
    else return;
    event.preventDefault();
  });
}

function at({ clientX, clientY }) {
  return { clientX, clientY };
}

function apart(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

/** Where fingers hold the map: between the first two, and how far those are apart; 0 for one. */
function grip([one, other = one]) {
  return { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2, wide: apart(one, other) };
}
