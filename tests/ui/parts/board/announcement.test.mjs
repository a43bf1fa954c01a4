import assert from "node:assert/strict";
import test from "node:test";
import { announcement } from "../../../../lcity/ui/parts/board/js/announcement.js";
import { Words } from "../../../../lcity/ui/parts/lib/words.js";

const words = new Words("en", {
  nothing_counts: "Nothing counts", none_ranked: "None ranked", "ordinal.one": "{n}st", "ordinal.two": "{n}nd", "ordinal.few": "{n}rd", "ordinal.other": "{n}th",
  now_up: "{name} now {rank}, up {change}", now_down: "{name} now {rank}, down {change}", now_same: "{name} now {rank}, as before",
});
const names = ["Ash", "Birch", "Cedar"];
const result = { ranks: [3, 1, 0], order: [1, 0, 2] };
const told = (selected, changes = [-2, 1, 0]) => announcement(words, names, result, changes, selected);

test("the selected unit is spoken of", () => assert.equal(told(0), "Ash now 3rd, down 2"));
test("without one, the first", () => assert.equal(told(-1), "Birch now 1st, up 1"));
test("a selected unit without a rank gives way to the first", () => assert.equal(told(2), "Birch now 1st, up 1"));
test("no change", () => assert.equal(told(0, [0, 0, 0]), "Ash now 3rd, as before"));

test("where nothing counts, or nobody has enough data, that is said", () => {
  assert.equal(announcement(words, names, null, [], 0), "Nothing counts");
  assert.equal(announcement(words, names, { ranks: [0, 0, 0], order: [0, 1, 2] }, [0, 0, 0], 0), "None ranked");
});
