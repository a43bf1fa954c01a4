// Puts every component on the page: its module is fetched once, by its URL, and asked for again where it could not be
// had, as while a server is started anew.

const WAITS_MS = [500, 1000, 2000, 4000, 8000, 16000];
const BUTTON = "font: inherit; color: var(--st-link-color); text-decoration: underline; background: none; border: 0; padding: 0; cursor: pointer";
const places = new WeakMap();

/**
 * @param {object} component as Streamlit tells it; its module is told besides how to ask `patiently` for what else
 * it must fetch, and that what it needs is `lost`
 * @returns {() => void} what is to be done when its place is gone
 */
export default function mount(component) {
  const { parentElement: root, data } = component;
  const place = places.get(root) ?? {};
  const gone = () => places.get(root) !== place;
  const patiently = (ask) => askAgain(ask, gone);
  const lost = (error) => {
    if (gone()) return;
    place.notice ??= root.appendChild(notice(data.lost));
    console.error(error);
  };
  places.set(root, Object.assign(place, { data }));
  place.module ??= patiently(() => import(new URL(data.script, document.baseURI)));
  place.module.then(({ default: mounted }) => {
    if (gone() || place.data !== data) return; // or told anew meanwhile
    place.notice?.remove();
    place.notice = undefined;
    place.drop = mounted({ ...component, patiently, lost });
  }, (error) => {
    place.module = undefined; // the server's next answer is another chance
    lost(error);
  });
  return () => {
    places.delete(root);
    place.drop?.();
  };
}

async function askAgain(ask, gone) {
  for (const wait of WAITS_MS) {
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      if (gone()) break;
    }
  }
  return ask();
}

/** What stands in its place where the module cannot be had. @param {string[]} words a sentence, and the way on */
function notice([sentence, way]) {
  const [line, again] = ["p", "button"].map((tag) => document.createElement(tag));
  line.setAttribute("role", "status");
  again.style.cssText = BUTTON;
  again.type = "button";
  again.textContent = way;
  again.addEventListener("click", () => { location.reload(); });
  line.append(sentence, " ", again);
  return line;
}
