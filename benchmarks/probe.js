// Notes when anything is repainted: DOM that changes (shadow roots too), 2D canvases and WebGL.

(() => {
  const probe = (window.repaints = { pressed: 0, painted: 0, kinds: {}, firsts: {}, frames: {}, pending: false });
  const changed = new Set();
  let waiting = false;
  const after = new MessageChannel();
  after.port1.onmessage = ({ data }) => {
    probe.painted = performance.now();
    for (const kind of data) {
      probe.kinds[kind] = probe.painted;
      probe.firsts[kind] ??= probe.painted;
      probe.frames[kind] = (probe.frames[kind] ?? 0) + 1;
    }
    probe.pending = waiting;
  };
  const mark = (kind) => {
    probe.pending = true;
    changed.add(kind);
    if (waiting) return;
    waiting = true;
    // What changes now is on the screen when the next frame has been drawn.
    requestAnimationFrame(() => {
      waiting = false;
      after.port2.postMessage([...changed]);
      changed.clear();
    });
  };

  const kindOf = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    // How sure each rank is, is answered later, where the hand rests; a bar is repainted without it.
    if (element?.closest(".list .interval, .list .alike")) return "intervals";
    if (element?.closest(".plotly, .list")) return "bars";
    return element?.getRootNode() === document ? "page" : "board";
  };
  const watch = (root) => new MutationObserver((changes) => {
    for (const kind of new Set(changes.map(({ target }) => kindOf(target)))) mark(kind);
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    watch(root);
    return root;
  };

  const wrap = (type, names, kind) => {
    for (const name of names) {
      const own = type.prototype[name];
      type.prototype[name] = function (...given) {
        mark(kind);
        return own.apply(this, given);
      };
    }
  };
  wrap(CanvasRenderingContext2D, ["fill", "stroke", "fillRect", "fillText", "drawImage", "putImageData"], "canvas");
  wrap(WebGL2RenderingContext, ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"], "webgl");

  for (const press of ["keydown", "pointerdown"]) {
    addEventListener(press, (event) => {
      probe.pressed = event.timeStamp;
      Object.assign(probe, { kinds: {}, firsts: {} });
    }, true);
  }
})();
