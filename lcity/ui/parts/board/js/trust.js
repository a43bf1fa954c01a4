// The ranks units take under most sets of weights: asked of the server where the hand rests, shown faded while it moves.

const RESTED_MS = 800;

export class Trust {
  /** @param {() => void} known there is an answer; question and answer are carried by carry.js */
  constructor(known) {
    Object.assign(this, { found: null, asked: null, wanted: undefined });
    this.listening = new AbortController();
    const on = (type, act) => document.addEventListener(type, act, { signal: this.listening.signal });
    on("lcity:trust", ({ detail }) => this.take(detail) && known());
    on("lcity:carried", () => this.#ask());
  }

  /**
   * Ask for what is not known yet, once the hand has rested a little longer, the first time at once; what is no
   * longer wanted by then is not asked. Never in one breath with settled settings: Streamlit would send both as one
   * message and run the part of the page of only one of them. The page hears what is in force, so that it can say
   * what no longer is.
   * @param {string} key of all that the answer depends on
   * @param {object} settings @param {boolean} moving
   */
  follow(key, settings, moving) {
    const wanted = moving ? null : key;
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    clearTimeout(this.timer);
    document.dispatchEvent(new CustomEvent("lcity:now", { detail: moving ? null : settings }));
    if (moving || this.found?.key === key) return;
    this.timer = setTimeout(() => {
      this.asked = { key, settings: { ...settings, token: Math.random().toString(36).slice(2) } };
      this.#ask();
    }, this.begun ? RESTED_MS : 0);
    this.begun = true;
  }

  #ask() {
    if (this.asked) document.dispatchEvent(new CustomEvent("lcity:ask", { detail: this.asked.settings }));
  }

  /** Take the server's answer; whether it is the one asked for. @param {object} answer `token`, `low`, `high`, `first`, `three` */
  take({ token, low, high, first, three }) {
    if (token !== this.asked?.settings.token) return false;
    this.found = { key: this.asked.key, low: ranks(low), high: ranks(high), first, three };
    this.asked = null;
    return true;
  }

  /** What is known of `units` units, and whether it is of other settings than `key`'s; null where nothing is. */
  of(key, units) {
    if (this.found?.low.length !== units) return null;
    return { ...this.found, stale: this.found.key !== key };
  }

  /** Forget what is known: it was of other units. */
  forget() {
    this.found = null;
    this.wanted = undefined;
  }

  destroy() {
    this.listening.abort();
    clearTimeout(this.timer);
  }
}

/** Ranks as 16-bit numbers in base64; 0 is none. */
function ranks(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return Uint16Array.from({ length: bytes.length / 2 }, (_, unit) => bytes[2 * unit] + 256 * bytes[2 * unit + 1]);
}
