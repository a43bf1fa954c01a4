import assert from "node:assert/strict";
import { test } from "node:test";
import { once } from "../../../../lcity/ui/parts/lib/fetch.js";

globalThis.document = { baseURI: "http://localhost/" };
const url = (text) => `data:text/plain,${text}`;

test("what has the same name is fetched and read once", async () => {
  let reads = 0;
  const read = async (response) => [await response.text(), ++reads];
  const [first, again, other] = await Promise.all([url("a"), url("a"), url("b")].map((name) => once(name, read)));
  assert.deepEqual([first, other[0]], [["a", first[1]], "b"]);
  assert.equal(again, first);
  assert.equal(reads, 2);
});

test("what could not be had is asked for again", async () => {
  let reads = 0;
  const read = () => { throw new Error(String(++reads)); };
  await assert.rejects(once(url("c"), read), /1/);
  await assert.rejects(once(url("c"), read), /2/);
});

test("no more is kept than may be: what was asked for longest ago goes first", async () => {
  let reads = 0;
  const read = async () => ++reads;
  await once(url("kept"), read);
  for (let number = 0; number < 63; number++) await once(url(number), read);
  assert.equal(await once(url("kept"), read), 1); // asked for anew: 0 is the oldest now
  await once(url("one more"), read);
  assert.equal(await once(url("kept"), read), 1);
  assert.equal(await once(url(0), read), reads);
  assert.equal(reads, 66);
});
