// The ranks units take under most sets of weights: asked of the server where the hand rests, shown faded while it moves.

import { Below } from "./below.js";
import { request } from "./channel.js";

const KIND = "trust";
const RESTED_MS = 800;

export class Trust {
  /** @param {() => void} known there is a reply */
  constructor(known) {
    Object.assign(this, { known, found: null, wanted: undefined, below: new Below(KIND) });
  }

  /**
   * Ask for what is not known yet, once the hand has rested a little longer, the first time at once; what is no
   * longer wanted by then is not asked. Never in one breath with settled settings: Streamlit would send both as one
   * message and run the part of the page of only one of them.
   * @param {string} key of all that the reply depends on
   * @param {object} settings @param {boolean} moving @param {string} figures the URL of those ranked
   */
  update(key, settings, moving, figures) {
    const wanted = moving ? null : key;
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    clearTimeout(this.timer);
    this.below.hold(moving ? null : settings);
    if (moving || (this.found?.key === key && this.found.draws === this.found.of)) return;
    this.timer = setTimeout(() => this.#ask(key, settings, figures), this.begun ? RESTED_MS : 0);
    this.begun = true;
  }

  /** Ask for what is known, and again for what comes after it: of very many units that is a first part, shown as one that does not hold yet, and then all, or what there was where that was stopped. */
  async #ask(key, settings, figures, known) {
    const { units } = this;
    const drawn = known ? null : this.below.reply(figures); // as where the whole page was drawn: another year
    const reply = drawn ?? (await request(KIND, { settings, ...known }));
    if (!reply || this.units !== units) return;
    const { low, high, wide, first, three, alike, more, draws, of } = reply;
    this.found = { key, low: ranks(low, wide), high: ranks(high, wide), first, three, alike: members(alike), more, draws, of };
    this.known();
    if (draws < of && this.wanted === key) await this.#ask(key, settings, figures, { draws, more });
  }

  /** What is known of `units` units, whether it is of other settings than `key`'s or not all yet, and whether there is more to come; null where nothing is. */
  of(key, units) {
    if (this.found?.low.length !== units) return null;
    const other = this.found.key !== key;
    return { ...this.found, stale: this.found.more || other, more: this.found.more && !other };
  }

  /** Forget what is known and what was asked: it was of other units. */
  forget() {
    Object.assign(this, { found: null, wanted: undefined, units: {} });
  }

  destroy() {
    this.forget();
    this.below.destroy();
    clearTimeout(this.timer);
  }
}

/** Ranks as numbers of 16 bits in base64, or of 32 where they are wide; 0 is none. */
function ranks(text, wide) {
  const { buffer } = bytes(text);
  return wide ? new Uint32Array(buffer) : new Uint16Array(buffer);
}

/** The numbers of the units whose bit is 1, the lowest bit of the first byte being the first unit's. */
function members(text) {
  const found = new Set();
  bytes(text).forEach((byte, at) => {
    for (let bit = 0; bit < 8; bit += 1) if (byte >> bit & 1) found.add(8 * at + bit);
  });
  return found;
}

function bytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
