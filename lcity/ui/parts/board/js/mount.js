// A board a place on the page, kept while the page is, told when the data change; made anew when it speaks another
// language or stands on another dataset. What lasts is fetched once, by URLs named by their content.

import { bare } from "./bare.js";

const boards = new WeakMap();
const fetched = new Map();

function once(address, read) {
  if (!fetched.has(address)) {
    const answer = fetch(new URL(address, document.baseURI)).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      return read(response);
    });
    answer.catch(() => fetched.delete(address));
    fetched.set(address, answer);
  }
  return fetched.get(address);
}

/** All the data: what changes as the server tells it, and what lasts. */
async function whole({ fixed, ...changing }) {
  return bare({ ...(await once(fixed, (response) => response.json())), ...changing });
}

async function dress(root, style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await once(style, (response) => response.text()));
  root.getRootNode().adoptedStyleSheets = [sheet];
}

export default function mount({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".lcity-board");
  const key = data.module + data.fixed;
  const before = boards.get(root);
  if (before?.key === key) {
    Promise.all([before.made, whole(data)]).then(([board, all]) => board.update(all, setStateValue));
  } else {
    before?.made.then((board) => board.destroy());
    const made = Promise.all([import(new URL(data.module, document.baseURI)), whole(data), dress(root, data.style)]);
    boards.set(root, { key, made: made.then(([{ Board }, all]) => new Board(root, all, setStateValue)) });
  }
  return () => {
    boards.get(root)?.made.then((board) => board.destroy());
    boards.delete(root);
  };
}
