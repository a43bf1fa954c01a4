import assert from "node:assert/strict";
import test from "node:test";
import { wrapped } from "../../../../lcity/ui/parts/board/js/picture_parts.js";

test("a line is broken at blanks", () => {
  assert.deepEqual(wrapped("one two three", 7), ["one two", "three"]);
  assert.deepEqual(wrapped("one two three", 30), ["one two three"]);
});

test("Chinese is broken anywhere, a letter counting for two", () => {
  assert.deepEqual(wrapped("北京市以高分居首", 8), ["北京市以", "高分居首"]);
});

test("what has no blank is broken where the line ends", () => {
  assert.deepEqual(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
});

test("an address is broken after its separators", () => {
  assert.deepEqual(wrapped("http://a.org/ranking?city=110000&w=talent:100", 22), ["http://a.org/ranking?", "city=110000&", "w=talent:100"]);
});
