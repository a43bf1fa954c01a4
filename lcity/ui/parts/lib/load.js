// All of a component that travels with every answer of the server: its module is fetched once, by its URL, and
// asked for again where it could not be had, as while a server is started anew.

const WAITS_MS = [500, 1000, 2000, 4000, 8000, 16000];
const BUTTON = "font: inherit; color: var(--st-link-color); text-decoration: underline; background: none; border: 0; padding: 0; cursor: pointer";
const places = new WeakMap();

/** @param {object} component as Streamlit tells it @returns {() => void} what is to be done when its place is gone */
export default function mount(component) {
  const { parentElement: root, data } = component;
  const place = places.get(root) ?? {};
  const gone = () => places.get(root) !== place;
  places.set(root, Object.assign(place, { data }));
  place.module ??= module(new URL(data.script, document.baseURI), gone);
  place.module.then(({ default: mounted }) => {
    if (gone() || place.data !== data) return; // or told anew meanwhile
    place.notice?.remove();
    place.drop = mounted(component);
  }, (error) => {
    place.module = undefined; // the server's next answer is another chance
    if (gone()) return;
    place.notice ??= root.appendChild(lost(data.lost));
    console.error(error);
  });
  return () => {
    places.delete(root);
    place.drop?.();
  };
}

async function module(url, gone) {
  for (const wait of WAITS_MS) {
    try {
      return await import(url);
    } catch {
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      if (gone()) break;
    }
  }
  return import(url);
}

/** What stands in its place where the module cannot be had. @param {string[]} words a sentence, and the way on */
function lost([sentence, way]) {
  const [notice, again] = ["p", "button"].map((tag) => document.createElement(tag));
  notice.setAttribute("role", "status");
  again.style.cssText = BUTTON;
  again.type = "button";
  again.textContent = way;
  again.addEventListener("click", () => { location.reload(); });
  notice.append(sentence, " ", again);
  return notice;
}
