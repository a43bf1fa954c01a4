// What Streamlit calls: a board a place on the page, kept while the page is, told when the data change; made anew
// when it speaks another language or stands on another dataset.

const boards = new WeakMap();

export default function mount(component) {
  const { parentElement, data, setStateValue } = component;
  const root = parentElement.querySelector(".lcity-board");
  const { levels, city, selected, settings, origin, ...lasting } = data;
  const key = JSON.stringify(lasting);
  const before = boards.get(root);
  if (before?.key === key) {
    before.made.then((board) => board.update(data, setStateValue));
  } else {
    before?.made.then((board) => board.destroy());
    const module = import(new URL(data.module, document.baseURI));
    boards.set(root, { key, made: module.then(({ Board }) => new Board(root, data, setStateValue)) });
  }
  return () => {
    boards.get(root)?.made.then((board) => board.destroy());
    boards.delete(root);
  };
}
