// The ranking: a stacked bar a unit in rank order, drawn only where it is visible, gliding when the order changes.

import { element, hide, set, write } from "../../lib/element.js";
import { wide as estimated } from "../../lib/names.js";
import { Glide } from "./glide.js";
import { axis } from "./intervals.js";
import { head, Row } from "./row.js";

const SPARE_ROWS = 3;
const DETAIL = { size: 0.9375, gap: 0.5 }; // of a letter's height
const ROOM_EM = 0.2;
const MOST_MEASURED = 3000;

export class Bars {
  /**
   * @param {HTMLElement} root
   * @param {Words} words
   * @param {{select: (unit: number) => void, pin: (unit: number) => void, hover: (?number, ?PointerEvent) => void}} on
   */
  constructor(root, words, on) {
    Object.assign(this, { words, on, rows: new Map(), pins: new Map(), glide: new Glide() });
    this.head = head(words);
    this.pinned = element("div", { class: "pinned", hidden: "" });
    this.space = element("div", { class: "space" });
    this.list = element("div", { class: "list", role: "listbox", tabindex: "0", "aria-label": words.say("ranking") }, this.space);
    root.append(this.head.element, this.pinned, this.list);
    this.list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    for (const part of [this.list, this.pinned]) this.#listen(part);
    this.resize = new ResizeObserver(() => this.#scrolled());
    this.resize.observe(this.list);
    this.window = { top: 0, height: 0 };
    this.high = this.#rowHigh();
  }

  /**
   * @param {object} view `names`, `details` (city names or ""), `order`, `ranks`, `changes` (null: none), `index`,
   *   `points` (what gives a unit's points, per dimension), `colours` (per dimension), `longest` (the score a full bar stands for),
   *   `intervals` (null: none known), `selected` (unit or -1), `pins` (Set of units), `simulated` (the share of the
   *   index on simulated figures)
   */
  show(view) {
    const first = this.view?.names !== view.names;
    this.view = view;
    if (this.place?.length !== view.names.length) this.place = new Int32Array(view.names.length);
    for (let place = 0; place < view.order.length; place++) this.place[view.order[place]] = place;
    if (first) {
      this.#measure();
      this.#clear();
      this.list.scrollTop = this.window.top = 0;
    }
    this.#axis();
    hide(this.head.mark, !view.simulated);
    write(this.head.share, this.words.percent(view.simulated));
    this.#draw();
    // One chosen, here or elsewhere on the page, is to be seen.
    if (view.selected >= 0 && (first || view.selected !== this.revealed)) this.reveal(view.selected);
    this.revealed = view.selected;
  }

  /** Bring a unit's row into view. */
  reveal(unit) {
    const top = this.place[unit] * this.high;
    const { scrollTop, clientHeight } = this.list;
    if (top < scrollTop || top + this.high > scrollTop + clientHeight) {
      this.list.scrollTop = top - clientHeight / 2;
    }
  }

  /** The units in view, best first; all of them where they are few. */
  inView() {
    const { order } = this.view;
    const from = Math.round(this.window.top / this.high);
    return [...order.slice(from, from + Math.floor(this.window.height / this.high))];
  }

  destroy() {
    this.resize.disconnect();
    this.glide.stop();
  }

  #clear() {
    for (const row of this.rows.values()) {
      row.element.remove();
      this.glide.drop(row);
    }
    this.rows.clear();
  }

  #rowHigh() {
    return parseFloat(getComputedStyle(this.space).minHeight);
  }

  /** Give the list its length, and the names the room that the longest takes. */
  #measure() {
    const { names, details, order } = this.view;
    this.list.style.setProperty("--rows", order.length);
    this.high = this.#rowHigh();
    this.space.style.height = `${order.length * this.high}px`;
    const context = element("canvas").getContext("2d");
    context.font = `100px ${getComputedStyle(this.list).fontFamily}`;
    const wide = (text) => context.measureText(text).width / 100;
    const longest = likeliest(names, details).reduce((most, unit) => Math.max(most, wide(names[unit]) + (details[unit] ? DETAIL.gap + DETAIL.size * wide(details[unit]) : 0)), 0);
    this.list.closest(".board").style.setProperty("--name", `${(longest + ROOM_EM).toFixed(2)}em`);
  }

  // What is seen is asked for only where it may have changed: asked after a write, it costs a layout.
  #scrolled() {
    const high = this.#rowHigh();
    if (this.view && high !== this.high) {
      this.high = high;
      this.#measure();
    }
    this.window = { top: this.list.scrollTop, height: this.list.clientHeight };
    if (this.view) this.#draw();
  }

  #draw() {
    const { order, selected } = this.view;
    const { top, height } = this.window;
    const from = Math.max(0, Math.floor(top / this.high) - SPARE_ROWS);
    const to = Math.min(order.length, Math.ceil((top + height) / this.high) + SPARE_ROWS);
    const left = this.#leave(from, to);
    for (let place = from; place < to; place++) {
      const unit = order[place];
      if (!this.rows.has(unit)) this.#enter(unit, left.pop());
      const row = this.rows.get(unit);
      row.fill(unit, this.view, this.words);
      this.glide.to(row, place * this.high);
      set(row.element, "aria-selected", unit === selected);
      set(row.element, "aria-posinset", place + 1);
      set(row.element, "aria-setsize", order.length);
    }
    for (const row of left) row.element.remove();
    if (this.rows.has(selected)) set(this.list, "aria-activedescendant", `unit-${selected}`);
    else this.list.removeAttribute("aria-activedescendant");
    this.#pins();
  }

  /** Take the rows out whose units are no longer seen; others may have them. */
  #leave(from, to) {
    const left = [];
    for (const [unit, row] of this.rows) {
      if (this.place[unit] >= from && this.place[unit] < to) continue;
      this.rows.delete(unit);
      this.glide.drop(row);
      left.push(row);
    }
    return left;
  }

  #enter(unit, row = new Row()) {
    row.element.id = `unit-${unit}`;
    row.element.setAttribute("role", "option");
    this.rows.set(unit, row);
    if (!row.element.isConnected) this.space.append(row.element);
  }

  /** The axis the intervals are drawn on. */
  #axis() {
    const { intervals, ranks } = this.view;
    this.view.axis = axis(ranks);
    for (const end of ["from", "to"]) write(this.head[end], intervals ? this.words.number(this.view.axis[end]) : "");
  }

  #pins() {
    const { pins } = this.view;
    for (const [unit, row] of this.pins) {
      if (pins.has(unit)) continue;
      row.element.remove();
      this.pins.delete(unit);
    }
    for (const unit of pins) {
      if (!this.pins.has(unit)) {
        this.pins.set(unit, new Row());
        this.pinned.append(this.pins.get(unit).element);
      }
      this.pins.get(unit).fill(unit, this.view, this.words);
    }
    hide(this.pinned, !pins.size);
  }

  #listen(part) {
    const unitAt = ({ target }) => target.closest(".row")?.dataset.unit;
    part.addEventListener("click", (event) => {
      const unit = unitAt(event);
      if (unit !== undefined) (event.shiftKey ? this.on.pin : this.on.select)(Number(unit));
    });
    part.addEventListener("pointermove", (event) => {
      const unit = unitAt(event);
      this.on.hover(unit === undefined ? null : Number(unit), event);
    });
    part.addEventListener("pointerleave", () => this.on.hover(null));
  }

  #key(event) {
    const { order, selected } = this.view;
    const page = Math.max(1, Math.floor(this.list.clientHeight / this.high) - 1);
    const now = selected >= 0 ? this.place[selected] : -1;
    const to = {
      ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + page, PageUp: now - page, Home: 0, End: order.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const unit = order[Math.min(Math.max(to, 0), order.length - 1)];
      this.on.select(unit);
      this.reveal(unit);
    } else if (event.key === "p" && selected >= 0) {
      this.on.pin(selected);
    }
  }
}

/** The units whose names, with their details, may be the longest: of very many not all can be measured. */
function likeliest(names, details) {
  const units = [...names.keys()];
  if (units.length <= MOST_MEASURED) return units;
  const about = names.map((name, unit) => estimated(name) + DETAIL.size * estimated(details[unit] ?? ""));
  return units.sort((one, other) => about[other] - about[one]).slice(0, MOST_MEASURED);
}
