// Data whose keys are a dataset's: a key may be any word, "constructor" too, which every object of JavaScript has.

/** The same data in objects without a prototype, all the way down: no key is found in them that nobody gave. */
export function bare(data) {
  if (Array.isArray(data)) return data.map(bare);
  if (data === null || typeof data !== "object") return data;
  const made = Object.create(null);
  for (const [key, value] of Object.entries(data)) made[key] = bare(value);
  return made;
}
