import assert from "node:assert/strict";
import test from "node:test";
import { bare } from "../../../../lcity/ui/parts/board/js/bare.js";
import { facts } from "../../../../lcity/ui/parts/board/js/facts.js";
import { Level } from "../../../../lcity/ui/parts/board/js/level.js";
import { presetInForce, Settings } from "../../../../lcity/ui/parts/board/js/settings.js";
import { Standing } from "../../../../lcity/ui/parts/board/js/standing.js";
import { close, row } from "./numbers.mjs";

// Every name that an object of JavaScript has by itself, and some of other languages.
const KEYS = [...Object.getOwnPropertyNames(Object.prototype), "prototype", "then", "length", "self", "none", "true"];
const each = (make) => JSON.parse(`{${KEYS.map((key) => `${JSON.stringify(key)}:${JSON.stringify(make(key))}`).join()}}`);

const data = bare({
  index: { keys: ["top", ...KEYS], parents: [null, ...KEYS.map(() => "top")], names: each((key) => `Name of ${key}`), colours: { top: "#000" }, marks: {} },
  indicators: each((key) => ({ direction: 1, low: null, high: null, official: key !== "self", simulated: key === "self", planned: key === "then" })),
  least: 0.5, hasOfficial: true, base: { normalise: "minmax", aggregate: "arithmetic" },
  defaults: { top: 50, ...each(() => 50) },
  presets: { equal: { weights: { top: 50, ...each(() => 50) } }, other: { weights: each((key) => (key === "constructor" ? 100 : 0)) } },
});
const units = { ids: ["a", "b"], names: ["A", "B"], cities: ["", ""], cityNames: ["", ""], also: [[], []], alsoCities: [[], []] };
const level = () => new Level(units, new Map(KEYS.map((key, i) => [key, i % 2 ? row(0, 1) : row(1, 0)])), []);
const now = (weights) => ({ weights, official: false, ...data.base });

test("what nobody gave is not found, whatever it is called", () => {
  for (const key of KEYS) {
    assert.equal(data.index.marks[key], undefined);
    assert.equal(data.index.colours[key], undefined);
    assert.equal(data.index.names[key], `Name of ${key}`);
  }
  assert.deepEqual(Object.keys(data.indicators), KEYS);
});

test("weights, ranks and what is told of a unit are right for every key", () => {
  const standing = new Standing(data);
  const all = level();
  const equal = standing.result(all, now(data.defaults));
  const first = KEYS.filter((_, i) => i % 2 === 0).length / KEYS.length;
  close(equal.index, [100 * first, 100 * (1 - first)]);
  const other = standing.result(all, now({ ...data.defaults, ...data.presets.other.weights }));
  const at = KEYS.indexOf("constructor");
  close(other.index, at % 2 ? [0, 100] : [100, 0]);
  close([standing.simulated(all, now(data.defaults))], [1 / KEYS.length]);
  assert.ok(standing.planned(all, now(data.defaults)));
  assert.ok(!standing.planned(all, now({ ...data.defaults, then: 0 })));
  const told = facts(data, standing.tree(false), all, equal, 0, "minmax");
  assert.deepEqual(told.parts.map(({ colour }) => colour), ["#000"]);
});

test("the reader's weights are kept under every key", () => {
  const settings = new Settings(bare(now(data.defaults)));
  for (const key of KEYS) settings.set({ weights: { ...settings.now.weights, [key]: 7 } });
  assert.deepEqual(Object.entries(settings.now.weights), [["top", 50], ...KEYS.map((key) => [key, 7])]);
  assert.equal(presetInForce(data, { ...data.defaults, ...data.presets.other.weights }), "other");
  assert.equal(presetInForce(data, settings.now.weights), undefined);
});
