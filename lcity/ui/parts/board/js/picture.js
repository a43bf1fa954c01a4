// The button that takes what is seen away as a picture: the server draws it, from what `seen` tells.

import { button, element, hide, set } from "../../lib/element.js";
import { request } from "./channel.js";

const MOST_MS = 30_000;

export class Picture {
  /** @param {HTMLElement} root @param {Words} words @param {() => Promise<?object>} seen what is seen, once the server knows the settings; null for nothing */
  constructor(root, words, seen) {
    this.seen = seen;
    this.buttons = ["png", "svg"].map((kind) => button(kind.toUpperCase(), () => this.#take(kind)));
    this.failed = element("span", { role: "status", hidden: "" }, words.say("not_drawn"));
    this.group = element("span", { class: "group", role: "group", "aria-label": words.say("picture") }, words.say("picture"), ...this.buttons, this.failed);
    root.append(this.group);
  }

  destroy() {
    this.gone = true;
  }

  async #take(kind) {
    this.#wait(true);
    const file = await Promise.race([this.#drawn(kind), new Promise((late) => { setTimeout(late, MOST_MS, {}); })]);
    if (this.gone) return;
    this.#wait(false, file !== null && !file.url);
    if (file?.url) element("a", { href: new URL(file.url, document.baseURI).href, download: file.name }).click();
  }

  /** The file of what is seen: `name` and `url`, no URL where it could not be drawn; null where nothing is seen. */
  async #drawn(kind) {
    const seen = await this.seen();
    return seen && request("picture", { ...seen, kind });
  }

  #wait(busy, failed = false) {
    for (const one of this.buttons) one.disabled = busy;
    set(this.group, "aria-busy", busy);
    hide(this.failed, !failed);
  }
}
