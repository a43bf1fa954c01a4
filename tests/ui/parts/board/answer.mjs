// Answers questions about the board's modules, a line of JSON each: [name, ...arguments] → the answer.

import { createInterface } from "node:readline";
import { compute, pack, unpack } from "./compute.mjs";
import * as tips from "./tips.mjs";

const root = new URL("../../../../lcity/ui/parts/board/js/", import.meta.url);
const [decode, scale, { Words }, { doubt, finding, ofCity }] = await Promise.all(["decode.js", "scale.js", "../../lib/words.js", "finding.js"].map((name) => import(new URL(name, root))));

const answers = {
  compute: (cases) => compute(root, cases),
  tips: (told) => tips.tips(root, told),
  values: (bytes) => [...decode.values(unpack(bytes))].map(([key, column]) => [key, pack(column)]),
  outlines: (bytes) => decode.outlines(unpack(bytes)).map(({ unit, points }) => [unit, pack(points)]),
  classes: (packed, most) => {
    const amounts = new Float64Array(unpack(packed));
    const bounds = scale.bounds(amounts, most);
    return [bounds, [...amounts].map((amount) => scale.classOf(amount, bounds))];
  },
  spread: (ramp, count) => scale.spread(ramp, count),
  threat: (told) => tips.threat(root, told),
  finding: (language, sentences, names, ranks, index, changes, differs, chosen, threat) => {
    const numbers = (packed) => new Float64Array(unpack(packed));
    const result = ranks && { ranks: numbers(ranks), index: numbers(index) };
    return finding(new Words(language, sentences), (unit) => names[unit], result, result && numbers(changes), differs, chosen, () => threat);
  },
  doubt: (language, sentences, names, ranks, order, alike, chosen) => {
    const result = { ranks: new Float64Array(unpack(ranks)), order: Int32Array.from(order) };
    return doubt(new Words(language, sentences), (unit) => names[unit], result, { alike: new Set(alike), stale: false }, chosen);
  },
  ofCity: (ranks, changes, districts) => {
    const numbers = (packed) => new Float64Array(unpack(packed));
    return ofCity({ ranks: numbers(ranks) }, numbers(changes), districts);
  },
  words: (language, sentences, method, given) => {
    const words = new Words(language, sentences);
    return given.map((values) => words[method](...values));
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = JSON.parse(line);
  console.log(JSON.stringify(await answers[name](...given)));
}
