// What is ranked, and the way to one unit of many: level, search, pin.

import { button, element, hide, set, write } from "../../lib/element.js";
import { choice } from "./tools.js";

const MOST_OFFERED = 3000;
const FEW = 50;

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
    this.search.addEventListener("input", () => {
      hide(this.told, true);
      if (this.all.length > MOST_OFFERED) this.#offer(some(this.all, this.search.value));
    });
    this.told = element("span", { class: "told", role: "status", hidden: "" });
    this.words = words;
    this.labels = element("datalist", { id: "units" });
    this.pin = button(words.say("pin"), on.pin);
    this.why = element("span", {}, this.pin);
    root.append(this.select, element("span", { class: "search" }, this.search, this.told), this.labels, this.why);
  }

  /** Offer these units to the search; of very many, some of those that what is typed may mean. */
  units(labels) {
    this.all = labels;
    this.search.value = "";
    hide(this.told, true);
    this.#offer(labels.length > MOST_OFFERED ? [] : labels);
  }

  #offer(labels) {
    this.labels.replaceChildren(...labels.map((value) => element("option", { value })));
  }

  /** Say how many units a text meant; of one its label stands in the box. @param {number} count @param {string} label of the one chosen */
  say(count, label) {
    if (count === 1) this.search.value = label;
    hide(this.told, count === 1);
    write(this.told, count ? this.words.say("found_many", { n: count, count: this.words.number(count), name: label }) : this.words.say("found_none"));
  }

  /** @param {{level: string, scope: string}} settings @param {boolean} canPin whether a unit shown is selected */
  show({ level, scope }, canPin) {
    this.select.value = this.scopes.find((one) => one.level === level && one.city === scope).key;
    this.pin.disabled = !canPin;
    set(this.why, "title", this.words.say(canPin ? "pin_means" : "pin_needs"));
  }
}

/** The first few labels that have a text in them. */
function some(labels, text) {
  const wanted = text.trim().toLowerCase();
  const found = [];
  if (!wanted) return found;
  for (const label of labels) {
    if (label.toLowerCase().includes(wanted) && found.push(label) === FEW) break;
  }
  return found;
}
