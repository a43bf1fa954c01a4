import assert from "node:assert/strict";
import test from "node:test";
import { Words } from "../../../../lcity/ui/parts/lib/words.js";

const english = new Words("en", {
  "ordinal.one": "{n}st", "ordinal.two": "{n}nd", "ordinal.few": "{n}rd", "ordinal.other": "{n}th",
  now: "{name} now {rank}, up {change}", twice: "{a} and {a}",
});
const chinese = new Words("zh", { "ordinal.other": "第{n}" });

test("placeholders are filled, each as often as it stands there", () => {
  assert.equal(english.say("now", { name: "Hangzhou", rank: "3rd", change: "2" }), "Hangzhou now 3rd, up 2");
  assert.equal(english.say("twice", { a: 0 }), "0 and 0");
});

test("what fills a placeholder is not itself read for placeholders or patterns", () => {
  assert.equal(english.say("now", { name: "{rank} $& $1", rank: "3rd", change: "2" }), "{rank} $& $1 now 3rd, up 2");
});

test("ranks as English says them", () => {
  const ordinals = { 1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 22: "22nd", 23: "23rd", 101: "101st", 111: "111th", 1012: "1,012th" };
  for (const [rank, text] of Object.entries(ordinals)) assert.equal(english.ordinal(Number(rank)), text);
});

test("ranks as Chinese says them", () => {
  for (const rank of [1, 2, 3, 11, 21, 112]) assert.equal(chinese.ordinal(rank), `第${rank}`);
});

test("numbers have as many decimals as asked for", () => {
  assert.equal(english.number(1234.56), "1,235");
  assert.equal(english.number(7, 1), "7.0");
  assert.equal(english.number(0), "0");
});

test("what is missing is a dash, never 0", () => {
  assert.equal(english.number(NaN, 1), "–");
  assert.equal(english.number(null), "–");
});

test("a change of rank points up or down, and is a dash where there is none", () => {
  assert.equal(english.change(2), "▲2");
  assert.equal(english.change(-10), "▼10");
  assert.equal(english.change(0), "–");
  assert.equal(english.change(null), "");
});

test("a share that lacks no more than a rounding error of all is all, and of none none", () => {
  assert.equal(english.percent(1 - 2 ** -52), "100\u00a0%");
  assert.equal(english.percent(2 ** -52), "0\u00a0%");
});
