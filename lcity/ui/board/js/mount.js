// What Streamlit calls: a board a place on the page, kept while the page is, told when the data change.

const boards = new WeakMap();

export default function mount(component) {
  const { parentElement, data, setStateValue } = component;
  const root = parentElement.querySelector(".lcity-board");
  const made = boards.get(root);
  if (made) {
    made.then((board) => board.update(data, setStateValue));
  } else {
    const module = import(new URL(data.module, document.baseURI));
    boards.set(root, module.then(({ Board }) => new Board(root, data, setStateValue)));
  }
  return () => {
    boards.get(root)?.then((board) => board.destroy());
    boards.delete(root);
  };
}
