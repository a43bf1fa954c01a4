// A component of the page: opened once in its place, drawn whenever its data change, and gone with its place.

import { once } from "./fetch.js";

const SHARED = new URL("lib.css", import.meta.url);

/**
 * @param {URL} style its style sheet, laid over what all share
 * @param {(root: ShadowRoot) => object} open makes its elements; what it returns is its state, with `data` and `tell` from then on
 * @param {(state: object, before: ?object) => void} draw shows `state.data`; `before` is what was shown
 * @param {(state: object) => void} close what is to be done when its place is gone
 * @returns {(component: object) => () => void} what load.js calls whenever the server tells something
 */
export function component(style, open, draw, close = () => {}) {
  const places = new WeakMap();
  return ({ parentElement: root, data, setStateValue, setTriggerValue, patiently, lost }) => {
    const place = places.get(root) ?? {};
    places.set(root, Object.assign(place, { data }));
    place.dressed ??= patiently(() => dress(root, style));
    place.dressed.then(() => {
      if (places.get(root) !== place || place.data !== data) return; // gone, or told anew meanwhile
      place.state ??= open(root);
      const before = place.state.data;
      draw(Object.assign(place.state, { data, tell: setStateValue, trigger: setTriggerValue }), before);
    }, (error) => {
      place.dressed = undefined;
      lost(error);
    });
    return () => {
      places.delete(root);
      if (place.state) close(place.state);
    };
  };
}

async function dress(root, style) {
  root.getRootNode().adoptedStyleSheets = await Promise.all([SHARED, style].map((url) => once(url, sheet)));
}

async function sheet(response) {
  const made = new CSSStyleSheet();
  made.replaceSync(await response.text());
  return made;
}
