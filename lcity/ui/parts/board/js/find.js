// Which units a text means: by id, by name in any language, or by a part of it.

/**
 * @param {string} text as typed
 * @param {Level} level
 * @param {Iterable<number>} order the units, best first
 * @returns {number[]} the units meant, best first: those of exactly that id, name or label; else those whose name, with
 *   their city's, has every word in it
 */
export function meant(text, { ids, names, also, cityNames, alsoCities }, order) {
  const wanted = plain(text);
  if (!wanted) return [];
  const called = (unit) => [names[unit], ...also[unit]].map(plain);
  const of = (unit) => [cityNames[unit] ?? "", ...(alsoCities[unit] ?? [])].map(plain);
  const units = [...order];
  const exactly = units.filter((unit) => plain(ids[unit]) === wanted || called(unit).includes(wanted)
    || called(unit).some((name) => of(unit).some((city) => city && `${name} ${city}` === wanted)));
  if (exactly.length) return exactly;
  const words = wanted.split(" ");
  return units.filter((unit) => {
    const all = [...called(unit), ...of(unit)].join(" ");
    return words.every((word) => all.includes(word));
  });
}

/** As one types it: no capitals, no marks between name and city, one blank between words. */
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[·,，、]/g, " ").replace(/\s+/g, " ").trim();
}
