// The button that takes what is seen away as a picture: the server draws it, from what `seen` tells.

import { element, hide, set } from "./element.js";

const MOST_MS = 30_000;

export class Picture {
  /** @param {HTMLElement} root @param {Words} words @param {() => Promise<?object>} seen what is seen, once the server knows the settings; null for nothing */
  constructor(root, words, seen) {
    Object.assign(this, { seen, asked: null });
    this.buttons = ["png", "svg"].map((kind) => {
      const made = element("button", { type: "button" }, kind.toUpperCase());
      made.addEventListener("click", () => this.#ask(kind));
      return made;
    });
    this.failed = element("span", { role: "status", hidden: "" }, words.say("not_drawn"));
    this.group = element("span", { class: "group", role: "group", "aria-label": words.say("picture") }, words.say("picture"), ...this.buttons, this.failed);
    root.append(this.group);
    this.listening = new AbortController();
    document.addEventListener("lcity:drawn", ({ detail }) => this.#take(detail), { signal: this.listening.signal });
  }

  destroy() {
    this.listening.abort();
    clearTimeout(this.timer);
  }

  async #ask(kind) {
    this.#wait(Math.random().toString(36).slice(2));
    const told = await this.seen();
    if (!told) return this.#wait(null);
    document.dispatchEvent(new CustomEvent("lcity:picture", { detail: { ...told, kind, token: this.asked } }));
    return undefined;
  }

  /** Wait for the file of a token; null: no longer. */
  #wait(token, failed = false) {
    this.asked = token;
    clearTimeout(this.timer);
    if (token) this.timer = setTimeout(() => this.#wait(null, true), MOST_MS);
    for (const button of this.buttons) button.disabled = Boolean(token);
    set(this.group, "aria-busy", Boolean(token));
    hide(this.failed, !failed);
  }

  #take({ token, url, name }) {
    if (token !== this.asked) return;
    this.#wait(null, !url);
    if (url) element("a", { href: new URL(url, document.baseURI).href, download: name }).click();
  }
}
