// The ranking: a stacked bar a unit in rank order, drawn only where it is visible, gliding when the order changes.

import { element, set, write } from "./element.js";

const ROW_PX = 30;
const SPARE_ROWS = 6;

export class Bars {
  /**
   * @param {HTMLElement} root
   * @param {Words} words
   * @param {{select: (unit: number) => void, pin: (unit: number) => void, hover: (?number, ?PointerEvent) => void}} on
   */
  constructor(root, words, on) {
    this.words = words;
    this.on = on;
    this.rows = new Map();
    this.pinned = element("div", { class: "pinned" });
    this.space = element("div", { class: "space" });
    this.list = element("div", { class: "list", role: "listbox", tabindex: "0", "aria-label": words.say("ranking") }, this.space);
    this.mark = element("span", { class: "mark" });
    const heads = ["rank", "change", "name", "points"].map((column) => element("span", { class: column }, words.say(`column.${column}`)));
    const head = element("div", { class: "row head" }, ...heads, element("span", { class: "score" }, words.say("column.score"), this.mark));
    root.append(head, this.pinned, this.list);
    this.list.addEventListener("scroll", () => this.#draw(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.resize = new ResizeObserver(() => this.#draw());
    this.resize.observe(this.list);
  }

  /**
   * @param {object} view `names`, `details` (city names or ""), `order`, `ranks`, `changes` (null: none), `index`,
   *   `points` (per dimension), `colours` (per dimension), `longest` (the score a full bar stands for),
   *   `selected` (unit or -1), `pins` (Set of units), `simulated` (the share of the index on simulated figures)
   */
  show(view) {
    const first = !this.view || this.view.names !== view.names;
    this.view = view;
    this.place = new Int32Array(view.names.length).fill(-1);
    view.order.forEach((unit, place) => { this.place[unit] = place; });
    this.space.style.height = `${view.order.length * ROW_PX}px`;
    if (first) {
      this.#clear();
      this.list.scrollTop = 0;
    }
    this.mark.hidden = !view.simulated;
    write(this.mark, this.words.say("simulated", { share: this.words.percent(view.simulated) }));
    this.#draw();
    this.#pins();
  }

  /** Bring a unit's row into view. */
  reveal(unit) {
    const top = this.place[unit] * ROW_PX;
    const { scrollTop, clientHeight } = this.list;
    if (top < scrollTop || top + ROW_PX > scrollTop + clientHeight) {
      this.list.scrollTop = top - clientHeight / 2;
    }
  }

  destroy() {
    this.resize.disconnect();
  }

  #clear() {
    for (const row of this.rows.values()) row.element.remove();
    this.rows.clear();
  }

  #draw() {
    if (!this.view) return;
    const { order } = this.view;
    const { scrollTop, clientHeight } = this.list;
    const from = Math.max(0, Math.floor(scrollTop / ROW_PX) - SPARE_ROWS);
    const to = Math.min(order.length, Math.ceil((scrollTop + clientHeight) / ROW_PX) + SPARE_ROWS);
    for (const [unit, row] of this.rows) {
      if (this.place[unit] >= from && this.place[unit] < to) continue;
      row.element.remove();
      this.rows.delete(unit);
    }
    for (let place = from; place < to; place++) {
      const unit = order[place];
      if (!this.rows.has(unit)) this.#enter(unit);
      const row = this.rows.get(unit);
      set(row.element, "style", `transform:translateY(${place * ROW_PX}px)`);
      this.#fill(row, unit);
    }
    const { selected } = this.view;
    if (this.rows.has(selected)) set(this.list, "aria-activedescendant", `unit-${selected}`);
    else this.list.removeAttribute("aria-activedescendant");
  }

  #enter(unit) {
    const row = this.#row(unit);
    row.element.id = `unit-${unit}`;
    row.element.setAttribute("role", "option");
    this.rows.set(unit, row);
    this.space.append(row.element);
  }

  #row(unit) {
    const { names, details } = this.view;
    const cell = (name, ...children) => element("span", { class: name }, ...children);
    const detail = details[unit] ? cell("detail", details[unit]) : "";
    const parts = { rank: cell("rank"), change: cell("change"), bar: cell("bar"), score: cell("score") };
    const track = cell("track", parts.bar);
    const row = element("div", { class: "row" }, parts.rank, parts.change, cell("name", names[unit], detail), track, parts.score);
    row.addEventListener("click", (event) => (event.shiftKey ? this.on.pin(unit) : this.on.select(unit)));
    row.addEventListener("pointermove", (event) => this.on.hover(unit, event));
    row.addEventListener("pointerleave", () => this.on.hover(null));
    return { element: row, ...parts };
  }

  #fill(row, unit) {
    const { view, words } = this;
    const rank = view.ranks[unit];
    const change = view.changes && rank ? view.changes[unit] : null;
    write(row.rank, rank ? words.number(rank) : "–");
    write(row.change, words.change(change));
    set(row.change, "class", `change ${change > 0 ? "up" : change < 0 ? "down" : ""}`);
    write(row.score, words.number(view.index[unit], 1));
    set(row.bar, "style", `background:${this.#stack(unit)}`);
    row.element.classList.toggle("unranked", !rank);
    row.element.classList.toggle("selected", unit === view.selected);
    set(row.element, "aria-selected", unit === view.selected);
    set(row.element, "aria-posinset", this.place[unit] + 1);
    set(row.element, "aria-setsize", view.order.length);
  }

  /** The stacked contributions as one background: cheaper to move than six boxes a row. */
  #stack(unit) {
    const { points, colours, longest } = this.view;
    const stops = [];
    let at = 0;
    points.forEach((row, d) => {
      if (Number.isNaN(row[unit])) return;
      const to = at + (100 * row[unit]) / longest;
      stops.push(`${colours[d]} ${at.toFixed(2)}% ${to.toFixed(2)}%`);
      at = to;
    });
    return stops.length ? `linear-gradient(to right, ${stops.join(", ")}, transparent ${at.toFixed(2)}%)` : "none";
  }

  #pins() {
    const rows = [...this.view.pins].filter((unit) => this.place[unit] >= 0).map((unit) => {
      const row = this.#row(unit);
      this.#fill(row, unit);
      row.element.removeAttribute("aria-selected");
      row.element.removeAttribute("aria-posinset");
      row.element.removeAttribute("aria-setsize");
      return row.element;
    });
    this.pinned.replaceChildren(...rows);
    this.pinned.hidden = !rows.length;
  }

  #key(event) {
    const { order, selected } = this.view;
    const page = Math.max(1, Math.floor(this.list.clientHeight / ROW_PX) - 1);
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
