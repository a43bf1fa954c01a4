// The sign of what is simulated: the word, drawn as a hatched square, so that it is read aloud and found as a word.

import { element } from "./element.js";

/** @param {string} word as the sign is read aloud @param {boolean} partly whether only part of what it stands at is simulated */
export function sign(word, partly = false) {
  return element("span", { class: partly ? "sign partly" : "sign", title: word }, word);
}
