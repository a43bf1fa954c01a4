// What the board's modules make of a case, in node and in the browser alike; see cases.py for both sides' form.

/**
 * @param {string} root the URL the modules lie under
 * @param {object[]} cases as `cases.Case.told` gives them
 * @returns {Promise<object[][]>} per case and way: null where nothing counts, else packed numbers
 */
export async function compute(root, cases) {
  const load = (name) => import(new URL(name, root));
  const [{ Level }, { Tree }, { values }] = await Promise.all(["level.js", "aggregate.js", "decode.js"].map(load));
  return cases.map(({ keys, parents, counting, indicators, weights, ids, table, least, ways }) => {
    const level = new Level({ ids }, values(unpack(table)), null);
    const tree = new Tree(keys, parents, (leaf) => counting.includes(leaf));
    return ways.map(([normalise, aggregate]) => {
      const found = level.result({ indicators, least }, tree, new Map(Object.entries(weights)), { normalise, aggregate });
      return found && {
        index: pack(found.index),
        present: pack(found.present),
        points: tree.dimensions.map((_, d) => pack(ids.map((_, unit) => found.points(unit)[d]))),
        ranks: pack(found.ranks),
        order: pack(found.order),
        shares: Object.fromEntries(found.shares),
      };
    });
  });
}

/** @param {string} text base64 @returns {ArrayBuffer} */
export function unpack(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
}

/** @param {ArrayLike<number>} numbers @returns {string} 64-bit floats in base64, to the last bit */
export function pack(numbers) {
  const bytes = new Uint8Array(Float64Array.from(numbers).buffer);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
