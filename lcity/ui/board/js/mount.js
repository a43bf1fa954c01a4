// What Streamlit calls: a board a place on the page, kept while the page is, told when the data change; made anew
// when it speaks another language or stands on another dataset.

const boards = new WeakMap();
const fetched = new Map();

/** All the data: what changes as the server tells it, and what lasts, fetched once by a URL named by its content. */
async function whole({ lasting, ...changing }) {
  if (!fetched.has(lasting)) {
    const answer = fetch(new URL(lasting, document.baseURI)).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${lasting}`);
      return response.json();
    });
    answer.catch(() => fetched.delete(lasting));
    fetched.set(lasting, answer);
  }
  return { ...(await fetched.get(lasting)), ...changing };
}

export default function mount(component) {
  const { parentElement, data, setStateValue } = component;
  const root = parentElement.querySelector(".lcity-board");
  const key = data.module + data.lasting;
  const before = boards.get(root);
  if (before?.key === key) {
    Promise.all([before.made, whole(data)]).then(([board, all]) => board.update(all, setStateValue));
  } else {
    before?.made.then((board) => board.destroy());
    const made = Promise.all([import(new URL(data.module, document.baseURI)), whole(data)]);
    boards.set(root, { key, made: made.then(([{ Board }, all]) => new Board(root, all, setStateValue)) });
  }
  return () => {
    boards.get(root)?.made.then((board) => board.destroy());
    boards.delete(root);
  };
}
