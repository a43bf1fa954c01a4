import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { listening } from "../../../../lcity/ui/parts/live/listening.js";

class Source extends EventTarget {
  static CONNECTING = 0;
  static CLOSED = 2;
  static made = [];
  constructor() {
    super();
    this.readyState = Source.CONNECTING;
    Source.made.push(this);
  }
  tell(type, values = {}) {
    this.dispatchEvent(Object.assign(new Event(type), values));
  }
  close() {
    this.readyState = Source.CLOSED;
  }
}

test("where the browser gives up it is asked again, until nobody wants to hear", () => {
  globalThis.EventSource = Source;
  mock.timers.enable({ apis: ["setTimeout"] });
  const heard = [];
  const ears = listening(new URL("http://localhost/events"), ({ votes }) => heard.push(votes));
  const [first] = Source.made;
  first.tell("message", { data: '{"votes":1}' });
  first.tell("error"); // a lost connection: the browser tries by itself
  mock.timers.tick(60_000);
  assert.equal(Source.made.length, 1);
  first.readyState = Source.CLOSED; // an answer that is an error
  first.tell("error");
  mock.timers.tick(60_000);
  assert.equal(Source.made.length, 2);
  Source.made[1].tell("message", { data: '{"votes":2}' });
  assert.deepEqual(heard, [1, 2]);
  Source.made[1].readyState = Source.CLOSED;
  Source.made[1].tell("error");
  ears.close();
  mock.timers.tick(60_000);
  assert.equal(Source.made.length, 2);
  mock.timers.reset();
});
