// Before a room: what a figure may have of the screen's height, so that it ends above the strip below the page.

const GAP_PX = 12;
const LEAST_LETTERS = 14; // as high a figure is at least; with less left it is scrolled to

export class Left {
  /**
   * @param {Element} node the figure @param {Element} below what belongs under it, on the screen too
   * @param {() => void} onChange what stands around it has changed, or the screen has
   */
  constructor(node, below, onChange) {
    Object.assign(this, { node, below, most: 0 });
    this.resize = new ResizeObserver(onChange);
    for (const seen of [document.querySelector('[data-testid="stMainBlockContainer"]'), below]) this.resize.observe(seen);
  }

  /** @param {string} told what is written below @returns {?number} px; null where nobody presents, or it is scrolled to */
  px(told) {
    const strip = document.querySelector(".st-key-talk");
    if (!strip) return null;
    const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const top = this.node.getBoundingClientRect().top + document.querySelector('[data-testid="stMain"]').scrollTop;
    const px = strip.getBoundingClientRect().top - top - this.#under(told) - GAP_PX;
    return px < LEAST_LETTERS * letter ? null : Math.floor(px);
  }

  /** Dots as large as on the figure may break a line anew once it is lower: the most it was keeps it at rest. */
  #under(told) {
    const { height, marginTop } = getComputedStyle(this.below);
    const of = told + window.innerWidth;
    if (of !== this.of) Object.assign(this, { of, most: 0 });
    this.most = Math.max(this.most, (parseFloat(height) || 0) + parseFloat(marginTop));
    return this.most;
  }

  end() {
    this.resize.disconnect();
  }
}
