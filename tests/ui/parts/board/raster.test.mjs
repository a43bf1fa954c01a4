import assert from "node:assert/strict";
import test from "node:test";
import { grow, inside } from "../../../../lcity/ui/parts/board/js/plane.js";

globalThis.ImageData = class {
  constructor(width, height) {
    Object.assign(this, { width, height, data: new Uint8ClampedArray(4 * width * height) });
  }
};
const { Raster } = await import("../../../../lcity/ui/parts/board/js/raster.js");

const number = (n) => Math.abs(Math.sin(n * 12.9898 + 4) * 43758.5453) % 1; // the same each time

function shape(...rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) for (let i = 0; i < ring.length; i += 2) grow(box, ring[i], ring[i + 1]);
  return { rings: rings.map((ring) => Float64Array.from(ring)), box };
}

/** A field of cells with crooked borders that neighbours share. */
function field(across) {
  const corner = (x, y) => [x + 0.4 * number(x + 31 * y), y + 0.4 * number(7 * x + 53 * y)];
  const found = [];
  for (let y = 0; y < across; y++) {
    for (let x = 0; x < across; x++) found.push(shape([...corner(x, y), ...corner(x + 1, y), ...corner(x + 1, y + 1), ...corner(x, y + 1), ...corner(x, y)]));
  }
  return found;
}

const CAMERAS = [{ scale: 7, left: 0, top: 0 }, { scale: 2.3, left: -1.7, top: 0.9 }, { scale: 31, left: 2.2, top: 3.1 }, { scale: 0.8, left: -3, top: -20 }];

test("each pixel is of the unit its middle lies in, wherever the map is turned; holes and several rings are kept", () => {
  const shapes = [...field(9), shape([20, 0, 30, 0, 30, 10, 20, 10, 20, 0], [23, 3, 27, 3, 27, 7, 23, 7, 23, 3]), shape([24, 4, 26, 4, 25, 6, 24, 4], [32, 1, 34, 1, 33, 8, 32, 1])];
  for (const { scale, left, top } of CAMERAS) {
    const raster = new Raster(61, 47);
    raster.take(shapes.keys(), shapes, { scale, left, top });
    for (let y = 0; y < 47; y++) {
      for (let x = 0; x < 61; x++) {
        const [lon, lat] = [left + (x + 0.5) / scale, top + (y + 0.5) / scale];
        const expected = shapes.findIndex(({ rings }) => inside(rings, lon, lat));
        assert.equal(raster.units[y * 61 + x], expected, `${x} ${y} at ${scale}`);
      }
    }
  }
});

test("a pixel has its unit's colour, none where nobody is; who has no data is hatched", () => {
  const raster = new Raster(30, 10);
  raster.take([0, 1], [shape([0, 0, 10, 0, 10, 10, 0, 10, 0, 0]), shape([10, 0, 20, 0, 20, 10, 10, 10, 10, 0])], { scale: 1, left: 0, top: 0 });
  raster.paint(Uint32Array.of(5, 6), Int8Array.of(0, -1), 7, 1);
  const row = [...raster.pixels.subarray(0, 30)];
  assert.deepEqual([new Set(row.slice(0, 10)), new Set(row.slice(10, 20)), new Set(row.slice(20))], [new Set([5]), new Set([6, 7]), new Set([0])]);
  assert.equal(raster.pixels.filter((pixel) => pixel === 7).length, 12); // where x + y is 16 or 24
});
