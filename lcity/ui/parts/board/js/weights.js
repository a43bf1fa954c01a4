// The sliders: a weight a dimension, unfolding to its indicators; what the reader sets is told to `onInput`.

import { element, set, write } from "../../lib/element.js";
import { sign } from "../../lib/sign.js";
import { Hint, HINT, Marks } from "./marks.js";

export class Weights {
  /**
   * @param {HTMLElement} root
   * @param {object} index `keys`, `parents`, `names`, `definitions`, `colours` (dimension → colour), `marks` (node → mark)
   * @param {Words} words
   * @param {object} on `onPress()`: a hand is on one; `onInput(key, weight)`: one has moved; `onReset(key)`: one is to go
   *   back; `onRest()`: one has been let go; `onFold()`: others are seen
   */
  constructor(root, index, words, { onPress, onInput, onReset, onRest, onFold }) {
    this.onFold = onFold;
    this.words = words;
    this.index = index;
    // The second press of a double click goes on with the first.
    root.addEventListener("mousedown", ({ detail }) => detail > 1 || onPress());
    root.addEventListener("pointerup", onRest);
    this.rows = new Map();
    this.hint = new Hint(root.parentElement, words, index.names);
    const about = (way) => ({ target }) => this.hint.about(way, target.closest(".weight")?.dataset.key);
    root.addEventListener("pointerover", about("pointer"));
    root.addEventListener("pointerleave", () => this.hint.about("pointer", undefined));
    for (const type of ["focusin", "keydown"]) root.addEventListener(type, about("focus"));
    root.addEventListener("focusout", () => this.hint.about("focus", undefined));
    const childrenOf = (parent) => index.keys.filter((_, i) => index.parents[i] === parent);
    const add = (key, parent, depth) => {
      const children = childrenOf(key);
      const row = this.#row(key, depth, children.length > 0, onInput, onReset);
      parent.append(row.element);
      if (children.length) {
        const group = element("div", { class: "children", id: `children-${key}`, hidden: "" });
        parent.append(group);
        row.fold.addEventListener("click", () => this.unfold(key, group.hidden));
        row.group = group;
        for (const child of children) add(child, group, depth + 1);
      }
    };
    for (const key of childrenOf(null)) add(key, root, 0);
  }

  #row(key, depth, folds, onInput, onReset) {
    const { index, words } = this;
    const name = index.names[key];
    const fold = element("button", {
      class: "fold", type: "button", "aria-expanded": "false",
      "aria-controls": `children-${key}`, "aria-label": words.say("unfold", { name }),
    }, "▸");
    const slider = element("input", { type: "range", min: 0, max: 100, step: 1, "aria-label": words.say("weight_of", { name }), "aria-describedby": HINT });
    const marks = new Marks();
    const share = element("span", { class: "share" });
    const swatch = element("span", { class: "swatch", style: `background:${index.colours[key] ?? "transparent"}` });
    const mark = index.marks[key] ? sign(index.marks[key], index.marks[key] !== words.say("common.provenance.simulated")) : "";
    const label = element("div", { class: "label" }, folds ? fold : "", depth ? "" : swatch, element("span", { class: "name", title: index.definitions[key] }, name, " ", mark), share);
    slider.addEventListener("input", () => onInput(key, slider.valueAsNumber));
    slider.addEventListener("dblclick", () => onReset(key));
    const times = element("span", { class: "times" });
    const row = { element: element("div", { class: `weight depth-${Math.min(depth, 2)}`, "data-key": key }, label, slider, times, marks.element), slider, share, times, fold, marks };
    this.rows.set(key, row);
    return row;
  }

  /** The sliders not folded away. */
  get open() {
    return [...this.rows.keys()].filter((key) => !this.rows.get(key).element.closest("[hidden]"));
  }

  /** Show where the order tips. @param {?Map<string, object>} tips as `tips` gives them, null: not known @param {string} name of the unit they are about */
  tip(tips, name) {
    for (const [key, { marks }] of this.rows) marks.show(tips?.get(key));
    this.hint.show(tips, name);
  }

  /** Show a node's children, or hide them. */
  unfold(key, open) {
    const { group, fold } = this.rows.get(key);
    group.hidden = !open;
    fold.setAttribute("aria-expanded", String(open));
    fold.textContent = open ? "▾" : "▸";
    this.onFold();
  }

  /**
   * Show the weights and the share of the whole index each node ends up with.
   * @param {Map<string, number>} weights
   * @param {Object<string, number>} defaults where the sliders stand untouched: a moved one tells how many times that
   * @param {Map<string, number>} shares of the nodes that move the index; the others' sliders are not to be moved
   * @param {(key: string) => string} out why a node is none of them
   */
  show(weights, defaults, shares, out) {
    for (const [key, { element: row, slider, share, times }] of this.rows) {
      const weight = weights.get(key);
      if (slider.valueAsNumber !== weight) slider.value = weight;
      const counts = shares.has(key);
      const text = counts ? this.words.percent(shares.get(key)) : out(key);
      row.classList.toggle("out", !counts);
      slider.disabled = !counts;
      write(share, text);
      write(times, counts && defaults[key] > 0 && weight !== defaults[key] ? `×${this.words.number(weight / defaults[key], 1)}` : "");
      set(slider, "aria-valuetext", counts ? this.words.say("weight_value", { weight: this.words.number(weight), share: text }) : text);
    }
  }
}
