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
