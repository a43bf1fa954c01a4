// DOM elements in one line each; text is always text, never markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Object<string, string|number>} attributes
 * @param {...(Node|string)} children
 */
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same of a vector graphic. */
export function vector(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** The path of a disc of a vector graphic. */
export function disc([x, y, r]) {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

/** A button that does one thing. @param {string|Node} face @param {() => void} act */
export function button(face, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, face);
  made.addEventListener("click", act);
  return made;
}

/** A button with a sign on it, which a label explains. */
export function signed(sign, label, act) {
  return button(sign, act, { "aria-label": label, title: label });
}

function fill(made, attributes, children) {
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

/** Put nodes into a parent in this order, leaving alone what already stands so. */
export function arrange(parent, nodes) {
  if (nodes.length !== parent.childNodes.length || nodes.some((node, number) => node !== parent.childNodes[number])) parent.replaceChildren(...nodes);
}

/** Hide a node or show it, leaving alone what already is so. */
export function hide(node, hidden) {
  if (node.hidden !== hidden) node.hidden = hidden;
}
