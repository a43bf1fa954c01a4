import assert from "node:assert/strict";
import test from "node:test";
import { anchor } from "../../../../lcity/ui/parts/board/js/plane.js";
import { wide, withRoom } from "../../../../lcity/ui/parts/lib/names.js";

const SEEN = { x: 0, y: 0, width: 400, height: 300 };
const label = (name, x, y, more = {}) => ({ name, x, y, wide: wide(name), ...more });
const written = (labels, unit = 1) => withRoom(labels, SEEN, unit).map(({ name }) => name);

test("of two names that would lie on one another the first is written", () => {
  const near = [label("Wuzhong", 100, 100), label("Huqiu", 110, 105), label("Kunshan", 300, 100)];
  assert.deepEqual(written(near), ["Wuzhong", "Kunshan"]);
  assert.deepEqual(written([near[0], label("Huqiu", 110, 125)]), ["Wuzhong", "Huqiu"]);
});

test("a name has to fit its unit, unless that is the one selected", () => {
  const small = { width: 20, height: 60 };
  assert.deepEqual(written([label("Binjiang", 100, 100, { room: small })]), []);
  assert.deepEqual(written([label("Binjiang", 100, 100, { room: small })], 0.3), ["Binjiang"]);
  assert.deepEqual(written([label("Binjiang", 100, 100, { room: small, chosen: true })]), ["Binjiang"]);
  assert.deepEqual(written([label("Binjiang", 100, 100, { room: { width: 200, height: 9 } })]), []);
});

test("nothing is written that would be cut, and forty places at most", () => {
  assert.deepEqual(written([label("Shangcheng", 10, 100), label("Xihu", 200, 310)]), []);
  const places = [...Array(60).keys()].map((n) => label("a", 20 + (n % 10) * 38, 10 + Math.floor(n / 10) * 40, { place: true }));
  assert.equal(withRoom(places, SEEN, 1).length, 40);
});

test("Chinese letters are square", () => {
  assert.ok(wide("杭州") > wide("ab") * 1.7);
});

test("a name stands inside its unit, in its largest part", () => {
  const square = (x, y, side) => Float64Array.from([x, y, x + side, y, x + side, y + side, x, y + side]);
  assert.deepEqual(anchor([square(0, 0, 1), square(5, 5, 4)]), [7, 7]);
  const horseshoe = Float64Array.from([0, 0, 9, 0, 9, 9, 6, 9, 6, 1, 2, 1, 2, 9, 0, 9]);
  assert.deepEqual(anchor([horseshoe]), [7.5, 4.5]);
  const hole = square(1, 1, 6);
  assert.deepEqual(anchor([square(0, 0, 10), hole]), [8.5, 5]);
});
