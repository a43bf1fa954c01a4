// The board's parts and where they stand.

import { Bars } from "./bars.js";
import { DistrictMap } from "./district.js";
import { element } from "../../lib/element.js";
import { Answer } from "./finding.js";
import { Picture } from "./picture.js";
import { Question } from "./question.js";
import { Scope } from "./scope.js";
import { UnitTip } from "./tip.js";
import { Tools } from "./tools.js";
import { Weights } from "./weights.js";

/**
 * @param {HTMLElement} root
 * @param {object} data as the server gives it
 * @param {Words} words
 * @param {Standing} standing
 * @param {object} on what each part does: `tools`, `weights`, `scope`, `bars`, `question`, `map`, `picture`
 * @returns {object} the parts by name, and `element`, `live`
 */
export function layout(root, data, words, standing, on) {
  const part = (name, ...children) => element("div", { class: name }, ...children);
  const [tools, sliders, bars, scope, map, answer] = ["tools", "sliders", "bars", "scope", "map", "answer"].map((name) => part(name));
  const drawn = data.levels.district?.outlines;
  const live = element("div", { class: "live aloud", role: "status", "aria-live": "polite" });
  const chart = part("chart", scope, bars);
  const board = part("board", part("controls", tools, sliders), chart, drawn ? map : "", live);
  root.replaceChildren(answer, board);
  const question = new Question(chart, words, data.questions, on.question);
  return {
    element: board,
    live,
    answer: new Answer(answer, words, Object.values(data.indicators).some(({ simulated }) => simulated)),
    tip: new UnitTip(board, words),
    tools: new Tools(tools, data, words, on.tools),
    sliders: new Weights(sliders, data.index, words, on.weights),
    scope: new Scope(scope, data.scopes, words, on.scope),
    bars: new Bars(bars, words, on.bars),
    question,
    picture: new Picture(question.element, words, on.picture),
    map: drawn ? new DistrictMap(map, words, data.ramps, standing, on.map) : null,
  };
}
