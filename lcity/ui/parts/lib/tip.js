// What the pointer is over, told beside it and within a frame.

import { element } from "./element.js";

const APART_PX = 16;
const ABOVE_PX = 6;

export class Tip {
  /** @param {HTMLElement} frame that it stays in; positioned */
  constructor(frame) {
    this.frame = frame;
    this.element = element("div", { class: "tip", "aria-hidden": "true", hidden: "" });
    frame.append(this.element);
  }

  /** Tell something right of a point and below it, left of it where there is no room. @param {{clientX: number, clientY: number}} point */
  show({ clientX, clientY }, ...told) {
    const { box, width, height } = this.#tell(told);
    const [x, y] = [clientX - box.left, clientY - box.top];
    const left = x + APART_PX + width > box.width ? x - APART_PX - width : x + APART_PX;
    this.#put(Math.max(0, left), Math.max(0, Math.min(y + APART_PX, box.height - height)));
  }

  /** Tell something above a part of the frame. */
  showAbove(part, ...told) {
    const { box, width, height } = this.#tell(told);
    const at = part.getBoundingClientRect();
    const left = at.left - box.left + at.width / 2 - width / 2;
    this.#put(Math.max(0, Math.min(left, box.width - width)), at.top - box.top - height - ABOVE_PX);
  }

  hide() {
    this.element.hidden = true;
  }

  #tell(told) {
    this.element.replaceChildren(...told);
    this.element.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    return { box: this.frame.getBoundingClientRect(), width, height };
  }

  #put(left, top) {
    Object.assign(this.element.style, { left: `${left}px`, top: `${top}px` });
  }
}
