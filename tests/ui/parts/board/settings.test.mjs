import assert from "node:assert/strict";
import test from "node:test";
import { presetInForce, Settings } from "../../../../lcity/ui/parts/board/js/settings.js";

const start = { weights: { a: 50, b: 50 }, official: false, normalise: "goalposts", aggregate: "arithmetic", level: "city", scope: "" };
const weigh = (settings, a) => settings.set({ weights: { ...settings.now.weights, a } });

test("a change of one thing leaves the others", () => {
  const settings = new Settings(start);
  settings.set({ official: true });
  assert.deepEqual(settings.now, { ...start, official: true });
});

test("a whole drag is one step back", () => {
  const settings = new Settings(start);
  for (const weight of [51, 52, 53]) weigh(settings, weight);
  settings.rest();
  assert.equal(settings.undo(), true);
  assert.deepEqual(settings.now, start);
  assert.equal(settings.undo(), false);
});

test("two drags with a rest between them are two steps", () => {
  const settings = new Settings(start);
  for (const weight of [60, 70]) {
    weigh(settings, weight);
    settings.rest();
  }
  settings.undo();
  assert.equal(settings.now.weights.a, 60);
  settings.undo();
  assert.equal(settings.now.weights.a, 50);
});

test("what was undone can be done again, in order", () => {
  const settings = new Settings(start);
  for (const weight of [60, 70]) {
    weigh(settings, weight);
    settings.rest();
  }
  settings.undo();
  settings.undo();
  assert.equal(settings.redo(), true);
  assert.equal(settings.now.weights.a, 60);
  assert.equal(settings.redo(), true);
  assert.equal(settings.now.weights.a, 70);
  assert.equal(settings.redo(), false);
});

test("after something new there is nothing to do again", () => {
  const settings = new Settings(start);
  weigh(settings, 60);
  settings.rest();
  settings.undo();
  weigh(settings, 80);
  assert.equal(settings.redo(), false);
  assert.equal(settings.now.weights.a, 80);
});

test("undoing in the middle of a drag goes back to before it, and the next change is a new step", () => {
  const settings = new Settings(start);
  weigh(settings, 60);
  settings.undo();
  assert.deepEqual(settings.now, start);
  weigh(settings, 90);
  settings.undo();
  assert.deepEqual(settings.now, start);
});

test("the way back is a hundred steps long", () => {
  const settings = new Settings(start);
  for (let weight = 1; weight <= 150; weight++) {
    settings.set({ weights: { a: weight, b: 0 } });
    settings.rest();
  }
  let steps = 0;
  while (settings.undo()) steps += 1;
  assert.equal(steps, 100);
  assert.equal(settings.now.weights.a, 50);
});

test("steps that are joined are one step back with the change that follows, and those before them stay", () => {
  for (const before of [0, 1, 99, 100, 150]) {
    for (const joined of [1, 2, 3]) {
      const settings = new Settings(start);
      const stepTo = (a) => { weigh(settings, a); settings.rest(); };
      for (let step = 1; step <= before; step++) stepTo(100 + step);
      const [{ steps }, own] = [settings, settings.now];
      for (let step = 1; step <= joined; step++) stepTo(step);
      settings.join(steps);
      stepTo(50);
      settings.undo();
      assert.deepEqual(settings.now, own);
      if (before) {
        settings.undo();
        assert.equal(settings.now.weights.a, before > 1 ? 99 + before : 50);
        settings.redo();
      }
      settings.redo();
      assert.equal(settings.now.weights.a, 50);
    }
  }
});

test("where nothing has been set, or all of it undone, what follows is a step of its own", () => {
  for (const undone of [0, 1, 2]) {
    const settings = new Settings(start);
    weigh(settings, 60);
    settings.rest();
    const { steps } = settings;
    for (let step = 1; step <= undone; step++) {
      weigh(settings, step);
      settings.rest();
    }
    for (let step = 1; step <= undone; step++) settings.undo();
    settings.join(steps);
    weigh(settings, 70);
    settings.undo();
    assert.equal(settings.now.weights.a, 60);
    settings.undo();
    assert.equal(settings.now.weights.a, 50);
  }
});

test("of steps done again, or joined before, all are joined", () => {
  const settings = new Settings(start);
  const { steps } = settings;
  const stepTo = (a) => { weigh(settings, a); settings.rest(); };
  for (const weight of [60, 70]) stepTo(weight);
  for (const move of ["undo", "undo", "redo", "redo"]) settings[move]();
  for (const weight of [80, 90]) {
    settings.join(steps);
    stepTo(weight);
    stepTo(100);
  }
  settings.join(steps);
  stepTo(50);
  settings.undo();
  assert.deepEqual(settings.now, start);
  assert.equal(settings.undo(), false);
});

test("what the server says is taken without a step, and the next change is one", () => {
  const settings = new Settings(start);
  weigh(settings, 60);
  settings.adopt({ ...start, weights: { a: 10, b: 90 } });
  assert.deepEqual(settings.now.weights, { a: 10, b: 90 });
  weigh(settings, 70);
  settings.undo();
  assert.deepEqual(settings.now.weights, { a: 10, b: 90 });
});

test("what was given is not written to, and a step back does not share its weights", () => {
  const given = structuredClone(start);
  const settings = new Settings(given);
  settings.now.weights.a = 1;
  assert.deepEqual(given, start);
  settings.set({ official: true });
  settings.now.weights.a = 2;
  settings.undo();
  assert.equal(settings.now.weights.a, 1);
});

const made = { defaults: { a: 50, b: 50, a1: 50 }, presets: { equal: { weights: { a: 50, b: 50 } }, first: { weights: { a: 100, b: 20 } } } };

test("ready-made weights are in force where every weight is theirs, or the dataset's", () => {
  assert.equal(presetInForce(made, { a: 50, b: 50, a1: 50 }), "equal");
  assert.equal(presetInForce(made, { a: 100, b: 20, a1: 50 }), "first");
  assert.equal(presetInForce(made, { a: 100, b: 21, a1: 50 }), undefined);
  assert.equal(presetInForce(made, { a: 100, b: 20, a1: 51 }), undefined);
});
