// What a server tells, heard for as long as the page wants, whatever happens on the way.

const AGAIN_MS = 2000; // until it listens again, where the browser has given up

/**
 * A browser listens again by itself after a lost connection, but never after an answer that is an error, as a proxy's
 * while the server behind it starts anew.
 * @param {URL} address of the events
 * @param {(told: object) => void} hear
 * @returns {{close: () => void}}
 */
export function listening(address, hear) {
  let source, timer;
  const open = () => {
    source = new EventSource(address);
    source.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return {
    close() {
      clearTimeout(timer);
      source.close();
    },
  };
}
