// What is ranked, and the way to one unit of many: level, search, pin.

import { element } from "./element.js";
import { choice } from "./tools.js";

export class Scope {
  /**
   * @param {HTMLElement} root
   * @param {{key: string, level: string, city: string, label: string}[]} scopes
   * @param {Words} words
   * @param {{scope: (scope: object) => void, find: (label: string) => void, pin: () => void}} on
   */
  constructor(root, scopes, words, on) {
    this.scopes = scopes;
    const labels = Object.fromEntries(scopes.map(({ key, label }) => [key, label]));
    this.select = choice(labels, (key) => on.scope(scopes.find((scope) => scope.key === key)), words.say("scope"));
    this.search = element("input", { type: "search", placeholder: words.say("search"), "aria-label": words.say("search"), list: "units" });
    this.search.addEventListener("change", () => on.find(this.search.value));
    this.labels = element("datalist", { id: "units" });
    this.pin = element("button", { type: "button" }, words.say("pin"));
    this.pin.addEventListener("click", on.pin);
    root.append(this.select, this.search, this.labels, this.pin);
  }

  /** Offer these units to the search. */
  units(labels) {
    this.labels.replaceChildren(...labels.map((value) => element("option", { value })));
  }

  /** @param {{level: string, scope: string}} settings @param {boolean} canPin whether a unit shown is selected */
  show({ level, scope }, canPin) {
    this.select.value = this.scopes.find((one) => one.level === level && one.city === scope).key;
    this.pin.disabled = !canPin;
  }
}
