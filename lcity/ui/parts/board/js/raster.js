// Very many units on the map as a grid that knows the unit of each pixel: other classes are other colours of pixels, and
// cost the same however many units there are and however their outlines wind.

const NOBODY = -1;
const HATCH_PX = 8;

/** Fills of units that lie on each other's borders, each pixel the unit's that its middle lies in. */
export class Raster {
  /** @param {number} width @param {number} height pixels */
  constructor(width, height) {
    Object.assign(this, { width, height });
    this.units = new Int32Array(width * height);
    this.image = new ImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  /**
   * Note which unit each pixel lies in.
   * @param {Iterable<number>} units
   * @param {Shape[]} shapes
   * @param {{scale: number, left: number, top: number}} camera pixels a turn, and where the grid's corner lies on the plane
   */
  take(units, shapes, camera) {
    this.units.fill(NOBODY);
    for (const unit of units) this.#fill(unit, shapes[unit], camera);
  }

  /**
   * @param {Uint32Array} colours of each unit, as a canvas holds them
   * @param {Int8Array} classes of each unit; who has no data, below 0, is hatched: never to be taken for the low end of the scale
   * @param {number} hatch the colour of its lines @param {number} dense pixels a px of the page
   */
  paint(colours, classes, hatch, dense) {
    const { units, pixels, width } = this;
    const [period, line] = [HATCH_PX * dense, dense];
    for (let at = 0; at < units.length; at++) {
      const unit = units[at];
      if (unit === NOBODY) pixels[at] = 0;
      else if (classes[unit] < 0 && (at % width + Math.floor(at / width)) % period < line) pixels[at] = hatch;
      else pixels[at] = colours[unit];
    }
    return this.image;
  }

  /** Between two crossings of a row with the outline lies the unit: borders that two share leave no pixel out, and none to both. */
  #fill(unit, { rings, box }, { scale, left, top }) {
    const { units, width, height } = this;
    const first = Math.max(Math.ceil((box[1] - top) * scale - 0.5), 0);
    const last = Math.min(Math.ceil((box[3] - top) * scale - 0.5), height);
    if (first >= last || box[2] < left || (box[0] - left) * scale > width) return;
    const rows = Array.from({ length: last - first }, () => []);
    for (const ring of rings) {
      let x = (ring[ring.length - 2] - left) * scale - 0.5;
      let y = (ring[ring.length - 1] - top) * scale - 0.5;
      let row = Math.ceil(y);
      for (let i = 0; i < ring.length; i += 2) {
        const [toX, toY] = [(ring[i] - left) * scale - 0.5, (ring[i + 1] - top) * scale - 0.5];
        const toRow = Math.ceil(toY);
        if (row !== toRow) {
          const slope = (toX - x) / (toY - y);
          const end = Math.min(Math.max(row, toRow), last);
          for (let between = Math.max(Math.min(row, toRow), first); between < end; between++) rows[between - first].push(x + (between - y) * slope);
        }
        [x, y, row] = [toX, toY, toRow];
      }
    }
    rows.forEach((crossed, row) => {
      if (crossed.length > 2) crossed.sort((one, other) => one - other);
      else if (crossed[0] > crossed[1]) crossed.reverse();
      const start = (first + row) * width;
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        const [from, to] = [Math.max(Math.ceil(crossed[i]), 0), Math.min(Math.ceil(crossed[i + 1]), width)];
        if (from < to) units.fill(unit, start + from, start + to);
      }
    });
  }
}

/** A colour as a canvas holds it, and as the numbers it is made of: red, green and blue, 0–255. @param {CanvasRenderingContext2D} context of one pixel at least */
export function pixel(colour, context) {
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
}

/** One colour laid over another, as one number. @param {number[]} under @param {number[]} over @param {number} share (0–1) of the upper one */
export function mixed(under, over, share) {
  const [red, green, blue] = under.map((part, i) => Math.round(part + share * (over[i] - part)));
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];
}
