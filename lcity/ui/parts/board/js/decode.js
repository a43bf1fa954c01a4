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
  return Float64Array.from(stored, (whole) => (whole === MISSING ? NaN : whole / scale));
}

/**
 * @param {ArrayBuffer} buffer as `lcity.ui.parts.board.encode.outlines` writes it
 * @returns {{unit: number, points: Float64Array}[]} rings: the unit's number, and lon, lat, lon, lat … in degrees
 */
export function outlines(buffer) {
  const count = new DataView(buffer).getUint32(0, true);
  const heads = new Int32Array(buffer, 4, 4 * count);
  const steps = new Int16Array(buffer, 4 + 16 * count);
  let at = 0;
  return Array.from({ length: count }, (_, ring) => {
    let [unit, size, lon, lat] = heads.subarray(4 * ring, 4 * ring + 4);
    const points = new Float64Array(2 * size);
    for (let i = 0; i < size; i++) {
      if (i) [lon, lat] = [lon + steps[at++], lat + steps[at++]];
      points.set([lon / 1e5, lat / 1e5], 2 * i);
    }
    return { unit, points };
  });
}
