// What the server sends by URL: the units' values in their own units, and their outlines.

const MISSING = -(2 ** 31);

/**
 * @param {ArrayBuffer} buffer as `lcity.ui.parts.board.encode.values` writes it
 * @returns {Map<string, Float64Array>} indicator → value of each unit; NaN is missing
 */
export function values(buffer) {
  const headerBytes = new DataView(buffer).getUint32(0, true);
  const { units, columns } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerBytes)));
  let at = 4 + headerBytes;
  return new Map(columns.map(([key, decimals]) => {
    const [Type, bytes] = decimals === null ? [Float64Array, 8] : [Int32Array, 4];
    const stored = new Type(buffer.slice(at, (at += bytes * units)));
    return [key, decimals === null ? stored : decimal(stored, 10 ** decimals)];
  }));
}

// Dividing by a power of ten gives the very number the decimal text gives.
function decimal(stored, scale) {
  const found = new Float64Array(stored.length);
  for (let unit = 0; unit < stored.length; unit++) found[unit] = stored[unit] === MISSING ? NaN : stored[unit] / scale;
  return found;
}

/**
 * @param {ArrayBuffer} buffer as `lcity.ui.parts.board.encode.outlines` writes it
 * @returns {{unit: number, points: Float64Array}[]} rings: the unit's number, and lon, lat, lon, lat … in degrees
 */
export function outlines(buffer) {
  const count = new DataView(buffer).getUint32(0, true);
  const heads = new Int32Array(buffer, 4, 4 * count);
  const steps = new Int16Array(buffer, 4 + 16 * count);
  const all = new Float64Array(steps.length + 2 * count);
  let [step, at] = [0, 0];
  return Array.from({ length: count }, (_, ring) => {
    const from = at;
    const size = heads[4 * ring + 1];
    let [lon, lat] = [heads[4 * ring + 2], heads[4 * ring + 3]];
    for (let i = 0; i < size; i++) {
      if (i) {
        lon += steps[step++];
        lat += steps[step++];
      }
      all[at++] = lon / 1e5;
      all[at++] = lat / 1e5;
    }
    return { unit: heads[4 * ring], points: all.subarray(from, at) };
  });
}
