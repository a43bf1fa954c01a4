// Where the order tips, on and under the sliders: a band and two marks on each, and the sentence of the one in hand.

import { element, hide, set, write } from "../../lib/element.js";
import { told } from "./tips.js";

export const HINT = "board-hint";
const HALF_THUMB_PX = 8;

/** The marks on one slider. */
export class Marks {
  constructor() {
    const part = (name, text = "") => (this[name] = element("span", { class: name, hidden: "" }, text));
    this.element = element("div", { class: "marks", "aria-hidden": "true" }, part("band"), part("up", "▲"), part("down", "▼"));
  }

  /** @param {?{kept: ?object, up: ?object, down: ?object}} tip as `tips` gives it */
  show(tip) {
    const at = (weight) => `calc(${HALF_THUMB_PX * (1 - weight / 50)}px + ${weight.toFixed(2)}%)`;
    hide(this.band, !tip?.kept);
    if (tip?.kept) {
      const { low, high } = tip.kept;
      set(this.band, "style", `left:${at(low.weight)};right:calc(100% - ${at(high.weight)})`);
    }
    for (const way of ["up", "down"]) {
      hide(this[way], !tip?.[way]);
      if (tip?.[way]) set(this[way], "style", `left:${at(tip[way].weight)}`);
    }
  }
}

/** The line under the sliders: what the marks mean, or what they say of the slider in hand. */
export class Hint {
  /** @param {HTMLElement} root @param {Words} words @param {Object<string, string>} names key → a slider's name */
  constructor(root, words, names) {
    Object.assign(this, { words, names });
    this.element = element("p", { class: "hint", id: HINT });
    root.append(this.element);
  }

  /** Speak of the slider last come to by "pointer" or "focus"; undefined: it is on none. */
  about(way, key) {
    if (key === this[way] && (key === undefined || way === this.last)) return;
    this[way] = key;
    if (key !== undefined) this.last = way;
    this.#write();
  }

  show(tips, name) {
    Object.assign(this, { tips, name });
    this.#write();
  }

  #write() {
    const { words, names, tips, name } = this;
    const general = words.say(name ? "hint_of" : "hint", { name });
    const key = this[this.last] ?? this.pointer ?? this.focus;
    write(this.element, told(words, tips?.get(key), names[key], name) || (tips?.size ? general : ""));
  }
}
