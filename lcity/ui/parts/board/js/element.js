// A DOM element in one line; text is always text, never markup.

/**
 * @param {string} tag
 * @param {Object<string, string|number>} attributes
 * @param {...(Node|string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

/** Write a text, leaving alone what already reads so: a write costs the browser a layout even where nothing changes. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Set an attribute, leaving alone what already is so. */
export function set(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

/** Hide a node or show it, leaving alone what already is so. */
export function hide(node, hidden) {
  if (node.hidden !== hidden) node.hidden = hidden;
}
