// One row of the ranking: rank, its interval and change, name, the stacked bar, score.

import { element, set, write } from "../../lib/element.js";
import { sign } from "../../lib/sign.js";
import { along } from "./intervals.js";

const COLUMNS = ["rank", "interval", "change", "name", "points", "score"];

/** The heads of the columns; `mark` is shown where any is simulated, `share` is where how much is written, `from` and `to` the ends of the ranks' axis. */
export function head(words) {
  const share = element("span");
  const mark = element("span", { class: "mark" }, share, " ", sign(words.say("common.provenance.simulated")));
  const [from, to] = [element("span"), element("span")];
  const axis = element("span", { class: "axis" }, from, to);
  const cells = COLUMNS.map((name) => element("span", { class: name }, words.say(`column.${name}`), { score: mark, interval: axis }[name] ?? ""));
  return { element: element("div", { class: "row head" }, ...cells), mark, share, from, to };
}

export class Row {
  constructor() {
    const cell = (name, ...children) => (this[name] = element("span", { class: name }, ...children));
    [this.label, this.number] = [new Text(), new Text()];
    const bar = cell("bar");
    const track = element("span", { class: "track" }, bar);
    const name = element("span", { class: "name" }, this.label, cell("detail"));
    this.element = element("div", { class: "row" }, cell("rank", cell("alike"), this.number), cell("interval"), cell("change"), name, track, cell("score"));
  }

  /** @param {number} unit @param {object} view as `Bars.show` takes it @param {Words} words */
  fill(unit, view, words) {
    const { names, details, ranks, index, selected } = view;
    const rank = ranks[unit];
    const change = view.changes && rank ? view.changes[unit] : null;
    const direction = change > 0 ? "up" : change < 0 ? "down" : "";
    set(this.element, "data-unit", unit);
    if (this.label.data !== names[unit]) this.label.data = names[unit];
    write(this.detail, details[unit] ?? "");
    // A sign stands before the rank of who cannot be told apart from the unit above.
    const about = view.intervals && !view.intervals.stale && view.intervals.alike.has(unit);
    write(this.alike, rank && about ? "≈" : "");
    const place = rank ? words.number(rank) : "–";
    if (this.number.data !== place) this.number.data = place;
    write(this.change, words.change(change));
    set(this.change, "class", `change ${direction}`);
    // Who has no rank has too few figures for bar and index to be held against others'.
    write(this.score, words.number(rank ? index[unit] : null, 1));
    set(this.bar, "style", `background:${rank ? stack(unit, view) : "none"}`);
    this.#interval(unit, view);
    set(this.element, "class", `row${rank ? "" : " unranked"}${unit === selected ? " selected" : ""}`);
  }

  #interval(unit, { intervals, axis, ranks }) {
    const known = intervals?.low[unit] && ranks[unit];
    const at = (rank) => 100 * along(axis, rank);
    const style = known ? `--low:${at(intervals.low[unit]).toFixed(2)};--high:${at(intervals.high[unit]).toFixed(2)};--at:${at(ranks[unit]).toFixed(2)}` : "";
    set(this.interval, "style", style);
    set(this.interval, "class", `interval${known ? "" : " none"}${intervals?.stale ? " stale" : ""}`);
  }
}

/** The stacked contributions as one background: cheaper to move than six boxes a row. */
function stack(unit, { points, colours, longest }) {
  const stops = [];
  let at = 0;
  points(unit).forEach((given, d) => {
    if (Number.isNaN(given)) return;
    const to = at + (100 * given) / longest;
    stops.push(`${colours[d]} ${at.toFixed(2)}% ${to.toFixed(2)}%`);
    at = to;
  });
  return stops.length ? `linear-gradient(to right, ${stops.join(", ")}, transparent ${at.toFixed(2)}%)` : "none";
}
