import assert from "node:assert/strict";
import test from "node:test";
import { grow, projected, Shape } from "../../../../lcity/ui/parts/board/js/plane.js";
import { close } from "./numbers.mjs";

test("an outline's box holds its rings on the plane, and they are projected once, when they are first asked for", () => {
  const degrees = [[116, 39.9, 116.4, 39.7, 116.2, 40.3, 116, 39.9], [-3, -12, 4, -12, 0.5, 60, -3, -12]].map((ring) => Float64Array.from(ring));
  const shape = new Shape(degrees);
  assert.equal(shape.onPlane, undefined);
  const expected = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of degrees.map(projected)) for (let i = 0; i < ring.length; i += 2) grow(expected, ring[i], ring[i + 1]);
  close(shape.box, expected);
  assert.equal(shape.onPlane, undefined);
  assert.deepEqual(shape.rings, degrees.map(projected));
  assert.equal(shape.rings, shape.rings);
});
