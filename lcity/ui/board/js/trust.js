// The ranks units take under most sets of weights: asked of the server where the hand rests, shown faded while it moves.

const RESTED_MS = 800;

export class Trust {
  /** @param {(asked: object) => void} ask tells the server what is wanted */
  constructor(ask) {
    Object.assign(this, { ask, found: null, waiting: new Map() });
  }

  /**
   * Ask for what is not known yet, once the hand has rested a little longer; what was asked before and is no longer
   * wanted is not asked again.
   * @param {string} key of all that the answer depends on
   * @param {object} settings @param {boolean} atOnce
   */
  want(key, settings, atOnce) {
    clearTimeout(this.timer);
    if (this.found?.key === key || [...this.waiting.values()].includes(key)) return;
    this.timer = setTimeout(() => {
      const token = Math.random().toString(36).slice(2);
      this.waiting = new Map([[token, key]]);
      this.ask({ ...settings, token });
    }, atOnce ? 0 : RESTED_MS);
  }

  /** Take the server's answer; whether there was one. @param {?object} answer `token`, `low`, `high`, `first`, `three` */
  take(answer) {
    if (!answer || !this.waiting.has(answer.token)) return false;
    const { low, high, first, three } = answer;
    this.found = { key: this.waiting.get(answer.token), low: ranks(low), high: ranks(high), first, three };
    this.waiting.clear();
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
  }

  destroy() {
    clearTimeout(this.timer);
  }
}

/** Ranks as 16-bit numbers in base64; 0 is none. */
function ranks(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return Uint16Array.from({ length: bytes.length / 2 }, (_, unit) => bytes[2 * unit] + 256 * bytes[2 * unit + 1]);
}
