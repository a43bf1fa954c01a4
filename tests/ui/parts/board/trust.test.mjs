import assert from "node:assert/strict";
import { test } from "node:test";
import mount from "../../../../lcity/ui/parts/board/js/channel.js";
import { Trust } from "../../../../lcity/ui/parts/board/js/trust.js";

const tick = () => new Promise((done) => { setTimeout(done, 5); });
const two = Buffer.from(Uint16Array.of(1, 2).buffer).toString("base64");

test("of very many units a first part is shown as one that does not hold yet, and what comes after it is asked for", async () => {
  const sent = [];
  const root = { querySelector: () => null };
  const draw = (reply) => mount({ parentElement: root, data: { kind: "trust", once: false, settings: {}, before: "", reply }, setStateValue: (_, message) => sent.push(message) });
  globalThis.document = {};
  let drawn = 0;
  const trust = new Trust(() => { drawn += 1; });
  const shown = () => { const { stale, more, draws, of } = trust.of("key", 2); return [stale, more, draws, of]; };
  const knows = () => sent.at(-1).draws === undefined ? [] : [sent.at(-1).draws, sent.at(-1).more];
  trust.below.destroy();
  trust.forget();
  draw(null);
  trust.update("key", { weights: {} }, false);
  await tick();
  assert.deepEqual([sent.length, knows()], [1, []]);
  const reply = { low: two, high: two, first: {}, three: {}, alike: "", of: 10000 };
  const answer = async (draws, more) => {
    draw({ ...reply, draws, more, token: sent.at(-1).token });
    await tick();
  };
  await answer(1000, true);
  assert.deepEqual([drawn, shown(), sent.length, knows()], [1, [true, true, 1000, 10000], 2, [1000, true]]);
  assert.equal(trust.of("other", 2).more, false);
  // Stopped: what there is holds, and it is asked for what may come once it goes on.
  await answer(3000, false);
  assert.deepEqual([drawn, shown(), sent.length, knows()], [2, [false, false, 3000, 10000], 3, [3000, false]]);
  await answer(3000, true);
  assert.deepEqual([drawn, shown(), sent.length, knows()], [3, [true, true, 3000, 10000], 4, [3000, true]]);
  await answer(10000, false);
  assert.deepEqual([drawn, shown(), sent.length], [4, [false, false, 10000, 10000], 4]);
  trust.destroy();
});

test("ranks that 16 bits do not hold come with 32", async () => {
  const sent = [];
  const four = Buffer.from(Uint32Array.of(70000, 2).buffer).toString("base64");
  const root = { querySelector: () => ({ textContent: "" }) };
  const draw = (reply) => mount({ parentElement: root, data: { kind: "trust", once: false, settings: {}, before: "", reply }, setStateValue: (_, message) => sent.push(message) });
  const trust = new Trust(() => {});
  trust.forget();
  draw(null);
  trust.update("key", { weights: {} }, false);
  await tick();
  draw({ low: four, high: four, wide: true, first: {}, three: {}, alike: "", draws: 1, of: 1, more: false, token: sent.at(-1).token });
  await tick();
  assert.deepEqual([...trust.of("key", 2).low], [70000, 2]);
  trust.destroy();
});

test("units that cannot be told apart come as a bit each, the lowest first", async () => {
  const sent = [];
  const nine = Buffer.from(new Uint16Array(9).buffer).toString("base64");
  const root = { querySelector: () => ({ textContent: "" }) };
  const draw = (reply) => mount({ parentElement: root, data: { kind: "trust", once: false, settings: {}, before: "", reply }, setStateValue: (_, message) => sent.push(message) });
  const trust = new Trust(() => {});
  trust.forget();
  draw(null);
  trust.update("key", { weights: {} }, false);
  await tick();
  // tests/index/test_drawing.py writes the same.
  draw({ low: nine, high: nine, wide: false, first: {}, three: {}, alike: "BQE=", draws: 1, of: 1, more: false, token: sent.at(-1).token });
  await tick();
  assert.deepEqual([...trust.of("key", 9).alike], [0, 2, 8]);
  trust.destroy();
});

test("a reply drawn with other figures is taken where it is of what is wanted, and asked for else", async () => {
  const sent = [];
  const root = { querySelector: () => ({ textContent: "" }) };
  const reply = { low: two, high: two, first: {}, three: {}, alike: "", draws: 10000, of: 10000, more: false };
  const draw = (settings, figures, answer) => mount({
    parentElement: root, data: { kind: "trust", once: false, settings, before: "", figures, reply: answer },
    setStateValue: (_, message) => sent.push(message),
  });
  const settings = (weight) => ({ weights: { open: weight } });
  const knows = async (key, weight, figures) => {
    const trust = new Trust(() => {});
    trust.forget();
    trust.update(key, settings(weight), false, figures);
    await tick();
    const found = trust.of(key, 2);
    trust.destroy();
    return found !== null && !found.stale;
  };
  draw(settings(50), "fetch/2024", { ...reply, token: "of 2020" });
  assert.deepEqual([await knows("new", 50, "fetch/2024"), sent.length], [true, 0]);
  assert.deepEqual([await knows("old", 50, "fetch/2020"), sent.length], [false, 1]);
  assert.deepEqual([await knows("moved", 60, "fetch/2024"), sent.length], [false, 2]);
  draw(settings(50), "fetch/2024", null);
  assert.deepEqual([await knows("unanswered", 50, "fetch/2024"), sent.length], [false, 3]);
});
