// The controls above the board: ready-made weights, the way back, methods, level, search.

import { button, element } from "../../lib/element.js";

export class Tools {
  /**
   * @param {HTMLElement} root
   * @param {object} data `presets`, `methods`, `levels`, `hasOfficial`, as the server gives them
   * @param {Words} words
   * @param {object} on what each control does
   */
  constructor(root, data, words, on) {
    this.presets = new Map(Object.entries(data.presets).map(([key, { label, about }]) => [key, button(label, () => on.preset(key), { "aria-pressed": "false", title: about })]));
    this.undo = button(words.say("undo"), on.undo);
    this.redo = button(words.say("redo"), on.redo);
    this.reset = button(words.say("reset"), on.reset, { title: words.say("reset_means") });
    this.official = element("input", { type: "checkbox" });
    this.official.addEventListener("change", () => on.official(this.official.checked));
    this.normalise = choice(data.methods.normalise, on.normalise);
    this.aggregate = choice(data.methods.aggregate, on.aggregate);
    root.append(
      element("div", { class: "group presets", role: "group", "aria-label": words.say("presets") }, ...this.presets.values()),
      element("div", { class: "group" }, this.undo, this.redo, this.reset),
      data.hasOfficial ? element("label", { class: "check" }, this.official, words.say("official_only")) : "",
      element("details", { class: "methods" }, element("summary", {}, words.say("methods")),
        element("label", {}, words.say("normalise"), this.normalise), element("label", {}, words.say("aggregate"), this.aggregate)),
    );
  }

  /** @param {object} settings @param {?string} preset the ready-made weights in force, if any */
  show(settings, preset, canUndo, canRedo) {
    for (const [key, made] of this.presets) made.setAttribute("aria-pressed", String(key === preset));
    this.undo.disabled = !canUndo;
    this.redo.disabled = !canRedo;
    this.official.checked = settings.official;
    this.normalise.value = settings.normalise;
    this.aggregate.value = settings.aggregate;
  }
}

/** A list of options; `chosen` is told the one picked. */
export function choice(options, chosen, label = "") {
  const made = element("select", label ? { "aria-label": label } : {}, ...Object.entries(options).map(([value, text]) => element("option", { value }, text)));
  made.addEventListener("change", () => chosen(made.value));
  return made;
}
