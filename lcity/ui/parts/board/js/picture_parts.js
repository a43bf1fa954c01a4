// What pictures to take away are put together from: SVG elements, and texts in lines.

export const SVG = "http://www.w3.org/2000/svg";

/** About how many Latin letters a text is as wide as. */
export function width(text) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 2 : 1), 0);
}

/** A text in lines of at most so many letters, broken at blanks, after an address's separators, or anywhere between Chinese characters. */
export function wrapped(text, most) {
  const found = [""];
  for (const word of text.match(/[\u2e80-\uffff]|https?:\/\/|[^\s\u2e80-\uffff/?&]+[/?&]?\s*|[/?&\s]+/g) ?? []) {
    if (found.at(-1) && width(found.at(-1) + word.trimEnd()) > most) found.push("");
    for (let rest = word; rest;) {
      const piece = rest.slice(0, most);
      if (found.at(-1) && width(found.at(-1) + piece.trimEnd()) > most) found.push("");
      found[found.length - 1] += piece;
      rest = rest.slice(most);
    }
  }
  return found.map((line) => line.trimEnd());
}

/** An SVG element. */
export function node(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") made.setAttribute(key, value);
  made.append(...children);
  return made;
}
