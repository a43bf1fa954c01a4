import assert from "node:assert/strict";
import { test } from "node:test";
import mount, { request, whenDrawn } from "../../../../lcity/ui/parts/board/js/channel.js";

/** What an element of a kind tells the server; `draw` is a run of the server's. */
function element(kind) {
  const [states, triggers, root] = [[], [], {}];
  const draw = (data = {}) => mount({
    parentElement: root, data: { kind, once: false, reply: null, ...data },
    setStateValue: (name, value) => states.push([name, value]),
    setTriggerValue: (name, value) => triggers.push([name, value]),
  });
  return { states, triggers, root, draw };
}

test("a request goes by its element, and the reply of its token comes back", async () => {
  const { states, triggers, draw } = element("one");
  draw();
  const reply = request("one", { at: "here" });
  assert.deepEqual([states.length, triggers.length, states[0][0], states[0][1].at], [1, 0, "request", "here"]);
  const { token } = states[0][1];
  draw({ reply: { token: "another's", found: 1 } });
  draw({ reply: { token, found: 2 } });
  assert.equal((await reply).found, 2);
  assert.equal(states.length, 1);
});

test("what holds for one run only is a trigger", () => {
  const { states, triggers, draw } = element("two");
  draw({ once: true });
  request("two", {});
  assert.deepEqual([states.length, triggers.length], [0, 1]);
});

test("a request waits for its element, and is made again of one that comes anew before the reply", async () => {
  const reply = request("three", {});
  const first = element("three");
  const gone = first.draw();
  first.draw();
  assert.equal(first.states.length, 1);
  gone();
  const second = element("three");
  second.draw();
  assert.deepEqual(second.states, first.states);
  second.draw({ reply: { token: second.states[0][1].token } });
  await reply;
  const third = element("three");
  third.draw();
  assert.equal(third.states.length, 0);
});

test("one that another of its kind follows is let go", async () => {
  const { states, draw } = element("four");
  draw();
  const [before, after] = [request("four", {}), request("four", {})];
  assert.equal(await before, null);
  draw({ reply: { token: states[0][1].token } });
  draw({ reply: { token: states[1][1].token, found: 1 } });
  assert.equal((await after).found, 1);
});

test("who wants to know hears of every drawing, at once of the last, until no more", () => {
  const heard = [];
  const { draw } = element("five");
  draw({ number: 1 });
  const stop = whenDrawn("five", ({ number }) => heard.push(number));
  draw({ number: 2 });
  stop();
  draw({ number: 3 });
  assert.deepEqual(heard, [1, 2]);
});
