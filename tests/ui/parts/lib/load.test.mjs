import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { component } from "../../../../lcity/ui/parts/lib/component.js";
import mount from "../../../../lcity/ui/parts/lib/load.js";

const folder = await mkdtemp(join(tmpdir(), "parts-"));
process.on("exit", () => rm(folder, { recursive: true }));
const LOST = ["It could not be loaded.", "Reload"];
globalThis.shown = [];
const waiting = [];
globalThis.setTimeout = (act, ms) => waiting.push([act, ms]);
const failed = mock.method(console, "error", () => {});

class Node {
  children = [];
  attributes = {};
  acts = {};
  style = {};
  append(...nodes) { this.children.push(...nodes); }
  appendChild(node) { this.append(node); node.parent = this; return node; }
  remove() { this.parent.children.splice(this.parent.children.indexOf(this), 1); }
  setAttribute(name, value) { this.attributes[name] = value; }
  addEventListener(name, act) { this.acts[name] = act; }
}
globalThis.document = { baseURI: `${pathToFileURL(folder)}/`, createElement: () => new Node() };

const serve = (name) => writeFile(join(folder, name), `export default ({ data }) => {
  shown.push(data.number);
  return () => shown.push(-data.number);
};`);
const told = (root, script, number) => ({ parentElement: root, data: { script, number, lost: LOST } });

/** Wait until something is so: what is imported is read from a disk. */
async function until(holds) {
  while (!holds()) await setImmediate();
}

/** Let the clock reach the next attempt; return how long that takes, in ms. */
async function nextAttempt() {
  await until(() => waiting.length);
  const [act, ms] = waiting.shift();
  act();
  return ms;
}

test("a module that could not be had is asked for again, and shows what was told last", async () => {
  shown.length = 0;
  const root = new Node();
  mount(told(root, "late.mjs", 1));
  await nextAttempt();
  await until(() => waiting.length);
  const drop = mount(told(root, "late.mjs", 2));
  await serve("late.mjs");
  await nextAttempt();
  await until(() => shown.length);
  mount(told(root, "late.mjs", 3));
  await until(() => shown.length > 1);
  drop();
  assert.deepEqual([shown, root.children], [[2, 3, -3], []]);
});

test("one that stays away leaves a sentence and a way on, until the server answers again", async () => {
  shown.length = 0;
  const root = new Node();
  mount(told(root, "never.mjs", 1));
  const waits = [];
  for (let attempt = 0; attempt < 6; attempt++) waits.push(await nextAttempt());
  assert.ok(waits.every((wait, number) => number === 0 || wait > waits[number - 1]));
  assert.equal(root.children.length, 0);
  await until(() => failed.mock.callCount());
  assert.match(String(failed.mock.calls[0].arguments[0]), /never\.mjs/);
  const [notice] = root.children;
  const [sentence, , button] = notice.children;
  assert.deepEqual([sentence, button.textContent], LOST);
  let reloads = 0;
  globalThis.location = { reload: () => { reloads++; } };
  button.acts.click();
  assert.equal(reloads, 1);

  await serve("never.mjs");
  mount(told(root, "never.mjs", 2));
  await until(() => shown.length);
  assert.deepEqual([shown, root.children], [[2], []]);
});

test("nothing is asked for or shown once its place is gone", async () => {
  shown.length = 0;
  const [root, other] = [new Node(), new Node()];
  const drop = mount(told(root, "gone.mjs", 1));
  await until(() => waiting.length);
  drop();
  await serve("gone.mjs");
  await nextAttempt();
  mount(told(other, "gone.mjs", 2));
  await until(() => shown.length);
  assert.deepEqual([shown, root.children], [[2], []]);
});

test("its style sheets are asked for again too, and it says so where they stay away", async () => {
  let refusals = 2;
  const drawn = [];
  globalThis.CSSStyleSheet = class { replaceSync(text) { this.text = text; } };
  globalThis.fetch = async () => {
    if (refusals-- > 0) throw new Error("refused");
    return { ok: true, text: async () => "p {}" };
  };
  globalThis.component = component;
  globalThis.drawn = drawn;
  await writeFile(join(folder, "dressed.mjs"), `export default component("dressed.css", () => ({}), ({ data }) => {
    drawn.push(data.number);
  });`);
  const root = Object.assign(new Node(), { getRootNode: () => root });
  mount(told(root, "dressed.mjs", 1));
  await nextAttempt();
  await until(() => drawn.length);
  assert.deepEqual([drawn, root.adoptedStyleSheets.map((sheet) => sheet.text)], [[1], ["p {}", "p {}"]]);

  refusals = 7;
  await writeFile(join(folder, "bare.mjs"), `export default component("bare.css", () => ({}), ({ data }) => {
    drawn.push(data.number);
  });`);
  const bare = Object.assign(new Node(), { getRootNode: () => bare });
  mount(told(bare, "bare.mjs", 2));
  for (let attempt = 0; attempt < 6; attempt++) await nextAttempt();
  await until(() => bare.children.length);
  assert.equal(bare.children[0].children[0], LOST[0]);
  mount(told(bare, "bare.mjs", 3));
  await until(() => drawn.length > 1);
  assert.deepEqual([drawn, bare.children], [[1, 3], []]);
});

/** What travels, with the loader at a URL; made anew for each, as a page is. */
async function travelling(loader) {
  const text = await readFile(new URL("../../../../lcity/ui/parts/lib/begin.js", import.meta.url), "utf8");
  const path = join(folder, `begin-${loader}`);
  await writeFile(path, text.replace("LOADER", () => loader));
  return import(pathToFileURL(path)).then((module) => module.default);
}

test("what loads components is asked for again until it is there", async () => {
  waiting.length = 0;
  const begun = travelling("loader.mjs");
  await nextAttempt();
  await until(() => waiting.length);
  await writeFile(join(folder, "loader.mjs"), "export default ({ data }) => data.number;");
  await nextAttempt();
  assert.equal((await begun)({ data: { number: 7 } }), 7);
});

test("where it stays away, the place says so", async () => {
  waiting.length = 0;
  const begun = travelling("no-loader.mjs");
  for (let attempt = 0; attempt < 6; attempt++) await nextAttempt();
  const place = { replaceChildren(text) { this.text = text; } };
  (await begun)(told(place, "any.mjs", 1));
  assert.equal(place.text, LOST.join(" "));
});
