import assert from "node:assert/strict";
import { test } from "node:test";
import mount from "../../../../lcity/ui/parts/board/js/channel.js";
import { Trust } from "../../../../lcity/ui/parts/board/js/trust.js";

const tick = () => new Promise((done) => { setTimeout(done, 5); });
const two = Buffer.from(Uint16Array.of(1, 2).buffer).toString("base64");

test("of very many units a first part is shown as one that does not hold yet, and all is asked for after it", async () => {
  const sent = [];
  const root = { querySelector: () => null };
  const draw = (reply) => mount({ parentElement: root, data: { kind: "trust", once: false, settings: {}, before: "", reply }, setStateValue: (_, message) => sent.push(message) });
  globalThis.document = {};
  let drawn = 0;
  const trust = new Trust(() => { drawn += 1; });
  trust.below.destroy();
  trust.forget();
  draw(null);
  trust.update("key", { weights: {} }, false);
  await tick();
  assert.deepEqual([sent.length, sent[0].all], [1, false]);
  const reply = { low: two, high: two, first: {}, three: {}, alike: [], draws: 1000 };
  draw({ ...reply, more: true, token: sent[0].token });
  await tick();
  assert.deepEqual([drawn, trust.of("key", 2).stale, sent.length, sent[1]?.all], [1, true, 2, true]);
  assert.deepEqual([trust.of("key", 2).more, trust.of("key", 2).draws, trust.of("other", 2).more], [true, 1000, false]);
  draw({ ...reply, more: false, token: sent[1].token });
  await tick();
  assert.deepEqual([drawn, trust.of("key", 2).stale, sent.length], [2, false, 2]);
  trust.destroy();
});
