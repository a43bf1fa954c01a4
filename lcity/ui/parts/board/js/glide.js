// Rows that glide to their places: a little nearer every frame, so that a hand that goes on moving never makes them start anew.
//
// Not by CSS transitions: those give every row in motion a layer of its own, and a slow GPU draws layers slowly.

import { still } from "../../lib/reader.js";

const CALM_MS = 30; // in which about two thirds of the way are done
const THERE_PX = 1;
const FRAME_MS = 16;

export class Glide {
  constructor() {
    this.moving = new Set();
  }

  /** Send a row to `y`; one that was nowhere yet is simply there. @param {{element: HTMLElement, y: ?number}} row */
  to(row, y) {
    row.to = y;
    if (row.y === undefined || still()) return this.#put(row, y);
    if (row.y === y) return this.moving.delete(row);
    this.moving.add(row);
    this.frame ??= requestAnimationFrame((now) => this.#step(now));
    return undefined;
  }

  /** Forget a row: it is nowhere. */
  drop(row) {
    this.moving.delete(row);
    row.y = undefined;
  }

  stop() {
    cancelAnimationFrame(this.frame);
  }

  #step(now) {
    const left = Math.exp(-Math.max(now - (this.last ?? now - FRAME_MS), 1) / CALM_MS);
    for (const row of this.moving) {
      const y = row.to + (row.y - row.to) * left;
      this.#put(row, Math.abs(y - row.to) < THERE_PX ? row.to : y);
    }
    const more = this.moving.size > 0;
    this.last = more ? now : undefined;
    this.frame = more ? requestAnimationFrame((then) => this.#step(then)) : undefined;
  }

  #put(row, y) {
    if (y === row.to) this.moving.delete(row);
    if (row.y === y) return;
    row.y = y;
    row.element.style.transform = `translateY(${y.toFixed(1)}px)`;
  }
}
