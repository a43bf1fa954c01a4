// The ranking as a picture to take away: an SVG drawn from what is seen, and the same as PNG, made here without asking anyone.

import { element } from "./element.js";
import { along, axis } from "./intervals.js";
import { mapPanel } from "./picture_map.js";
import { node, SVG, width, wrapped } from "./picture_parts.js";

const [WIDTH, MARGIN, ROW, LINE] = [960, 24, 26, 20];
const DENSE = 2;
const INK = "#0d1618";
const QUIET = "#56646a";
const ACCENT = "#0b6e6e";
const WASH = "#e1eded";
const MAP = { gap: 36, width: 360, least: 420 };
const FONT = "'Source Sans', 'Source Sans 3', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const AT = { rank: 58, axis: 78, axisWide: 92, change: 228, name: 240, bar: 448, score: WIDTH - MARGIN };
const BAR_WIDE = AT.score - 60 - AT.bar;

export class Picture {
  /** @param {HTMLElement} root @param {Words} words @param {() => object} drawn what there is to draw, see `svg` */
  constructor(root, words, drawn) {
    Object.assign(this, { words, drawn });
    const button = (label, save) => {
      const made = element("button", { type: "button" }, label);
      made.addEventListener("click", save);
      return made;
    };
    root.append(element("span", { class: "group", role: "group", "aria-label": words.say("picture") }, words.say("picture"),
      button("PNG", () => this.#png()), button("SVG", () => save(new Blob([this.#text()], { type: "image/svg+xml" }), "svg"))));
  }

  #text() {
    return new XMLSerializer().serializeToString(svg(this.drawn(), this.words, location.href));
  }

  async #png() {
    const image = new Image();
    const url = URL.createObjectURL(new Blob([this.#text()], { type: "image/svg+xml" }));
    image.src = url;
    await image.decode();
    const canvas = element("canvas", { width: DENSE * image.width, height: DENSE * image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => save(blob, "png"), "image/png");
  }
}

/**
 * @param {object} drawn `question` (the page's), `finding`, `base` (what changes are held against), `names`, `details`, `units` (those seen, best first), `pins`,
 *   `selected` (unit or -1), `of` (how many there are), `result`, `changes`, `intervals` (null: not known), `simulated`
 *   (share), `longest`, `colours`, `dimensions` (colour and label of each), `draws` (which sets of weights), `basis`,
 *   `map` (null: none)
 * @param {Words} words
 * @param {string} link to what is drawn
 * @returns {SVGElement}
 */
export function svg(drawn, words, link) {
  const { units, pins, intervals, result, map } = drawn;
  const wide = WIDTH + (map ? MAP.gap + MAP.width : 0);
  const letters = (wide - 2 * MARGIN) / 8.7;
  const span = axis(result.ranks);
  const parts = [];
  let y = MARGIN + 18;
  const text = (x, at, said, look = {}) => parts.push(node("text", { x, y: at, ...look }, said));
  y = lines(wrapped(drawn.finding, letters * 0.8), y, (said, at) => text(MARGIN, at, said, { "font-size": 20, "font-weight": 600 }), 27);
  text(MARGIN, y, drawn.question, { fill: QUIET });
  const top = y + 34;
  text(MARGIN, top, words.say("picture_weights"), { "font-weight": 600, "font-size": 13 });
  y = legend(drawn, top + LINE, parts);
  const head = (x, said, end) => text(x, y, said, { fill: QUIET, "text-anchor": end ? "end" : "start", "font-size": 13 });
  head(AT.rank, words.say("column.rank"), true);
  head(AT.change, words.say("column.change"), true);
  head(AT.name, words.say("column.name"));
  head(AT.bar, words.say("column.points"));
  if (intervals) head(AT.axis, `${words.say("column.interval")} (${words.number(span.from)}–${words.number(span.to)})`);
  head(AT.score, words.say("column.score"), true);
  for (const unit of pins) parts.push(...row(unit, (y += ROW), drawn, span, words));
  if (pins.length) parts.push(node("line", { x1: MARGIN, x2: AT.score, y1: y + 9, y2: y + 9, stroke: QUIET, "stroke-width": 2 }));
  if (pins.length) y += 4;
  for (const unit of units) parts.push(...row(unit, (y += ROW), drawn, span, words));
  if (map) {
    const panel = mapPanel(map, { x: WIDTH + MAP.gap - MARGIN, y: top, width: MAP.width, most: Math.max(y - top - 80, MAP.least) });
    parts.push(...panel.parts);
    y = Math.max(y, panel.bottom);
  }
  const marks = [
    drawn.simulated ? words.say("ranking.simulated_share", { share: words.percent(drawn.simulated) }) : "",
    units.length < drawn.of ? words.say("picture_of", { shown: words.number(units.length), all: words.number(drawn.of) }) : "",
    intervals ? `${words.say("interval_means")} ${drawn.draws}` : "",
    words.say("change_means", { base: drawn.base }),
    map?.chosen ? words.say("outlined", { name: map.chosen }) : "",
  ].filter(Boolean);
  const date = new Date().toLocaleDateString(words.language === "en" ? "en-GB" : words.language, { dateStyle: "long" });
  const foot = [...marks, drawn.basis, `${link} · ${date}`];
  y = lines(foot.flatMap((said) => wrapped(said, letters * 1.15)), y + ROW + 8, (said, at) => text(MARGIN, at, said, { fill: QUIET, "font-size": 13 }));
  const height = y + MARGIN - LINE;
  return node("svg", { xmlns: SVG, width: wide, height, viewBox: `0 0 ${wide} ${height}`, "font-family": FONT, "font-size": 15, fill: INK },
    node("title", {}, `${drawn.finding} ${drawn.question}`), node("desc", {}, foot.join("\n")),
    node("rect", { width: wide, height, fill: "#ffffff" }), ...parts);
}

function row(unit, y, { names, details, result, changes, intervals, longest, colours, selected }, span, words) {
  const { ranks, index, points } = result;
  const end = { "text-anchor": "end" };
  const chosen = { x: MARGIN - 6, y: y - 18, width: AT.score - MARGIN + 12, height: ROW, rx: 3, fill: WASH, stroke: ACCENT, "stroke-width": 2 };
  const parts = [
    ...(unit === selected ? [node("rect", { class: "selected", ...chosen })] : []),
    node("text", { x: AT.rank, y, "font-weight": 600, ...end }, ranks[unit] ? words.number(ranks[unit]) : "–"),
    node("text", { x: AT.change, y, fill: QUIET, "font-size": 13, ...end }, words.change(ranks[unit] ? changes[unit] : null)),
    node("text", { x: AT.name, y }, names[unit], ...(details[unit] ? [node("tspan", { fill: QUIET, dx: 6, "font-size": 13 }, details[unit])] : [])),
    node("text", { x: AT.score, y, ...end }, words.number(ranks[unit] ? index[unit] : null, 1)),
  ];
  if (intervals?.low[unit] && ranks[unit]) {
    const at = (rank) => AT.axis + AT.axisWide * along(span, rank);
    parts.push(node("line", { x1: at(intervals.low[unit]), x2: at(intervals.high[unit]), y1: y - 5, y2: y - 5, stroke: QUIET, "stroke-width": 2 }));
    parts.push(node("circle", { cx: at(ranks[unit]), cy: y - 5, r: 3 }));
  }
  let x = AT.bar;
  points.forEach((scores, d) => {
    if (!ranks[unit] || Number.isNaN(scores[unit])) return;
    const width = Math.max((BAR_WIDE * scores[unit]) / longest, 0);
    parts.push(node("rect", { x: x.toFixed(2), y: y - 14, width: width.toFixed(2), height: 18, fill: colours[d] }));
    x += width;
  });
  return parts;
}

function legend({ dimensions }, y, parts) {
  let [x, at] = [MARGIN, y];
  dimensions.forEach(([colour, label]) => {
    const wide = 26 + 8 * width(label);
    if (x + wide > WIDTH - MARGIN) [x, at] = [MARGIN, at + LINE];
    parts.push(node("rect", { x, y: at - 10, width: 11, height: 11, fill: colour }), node("text", { x: x + 16, y: at, "font-size": 13 }, label));
    x += wide;
  });
  return at + LINE + 10;
}

function lines(said, y, write, high = LINE) {
  said.forEach((line, i) => write(line, y + i * high));
  return y + said.length * high;
}

function save(blob, kind) {
  const url = URL.createObjectURL(blob);
  const link = element("a", { href: url, download: `lcity-ranking.${kind}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
