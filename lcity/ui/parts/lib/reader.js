// How the reader has the page: with or without motion, in letters of which size.

const STILL = "(prefers-reduced-motion: reduce)";
const DESK_PX = 16;

/** Whether nothing is to move that need not. */
export function still() {
  return matchMedia(STILL).matches;
}

/**
 * How many times larger letters are than at a desk: before a room they take more of it.
 * @param {Element} node whose letters @param {number} desk their size at a desk, px
 */
export function larger(node = document.documentElement, desk = DESK_PX) {
  return parseFloat(getComputedStyle(node).fontSize) / desk;
}
