// What is fetched by URLs named by their content: once a page load, for what has such a name never changes.

const MOST_KEPT = 64;
const kept = new Map();

/**
 * @param {string|URL} address relative to the app's, or whole
 * @param {(response: Response) => Promise<*>} read
 * @returns {Promise<*>} what `read` made of it when it was first asked for; an Error where the server has it no longer
 */
export function once(address, read) {
  const url = new URL(address, document.baseURI).href;
  const found = kept.get(url) ?? load(url, read);
  kept.delete(url);
  kept.set(url, found); // the latest asked for stand last
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  return found;
}

/** What is fetched as JSON. @param {string|URL} address */
export function json(address) {
  return once(address, (response) => response.json());
}

function load(url, read) {
  const answer = fetch(url).then((response) => {
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return read(response);
  });
  answer.catch(() => kept.delete(url));
  return answer;
}
