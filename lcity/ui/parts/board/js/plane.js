// Outlines on the plane: projection, boxes, paths, and what lies inside.

/** The Mercator ordinate in turns (−0.5 to 0.5), as longitude / 360 is. */
export function mercator(latitude) {
  return Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
}

/** Outlines on the plane. @param {Float64Array} points lon, lat, lon, lat … in degrees */
export function projected(points) {
  const found = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    found[i] = points[i] / 360;
    found[i + 1] = -mercator(points[i + 1]);
  }
  return found;
}

/** A unit's outline: its box on the plane, and its rings there, projected when they are first asked for: of very many most are not seen. */
export class Shape {
  /** @param {Float64Array[]} rings lon, lat, lon, lat … in degrees */
  constructor(rings) {
    this.degrees = rings;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) for (let i = 0; i < ring.length; i += 2) grow(box, ring[i], ring[i + 1]);
    const [west, south, east, north] = box;
    this.box = [west / 360, -mercator(north), east / 360, -mercator(south)];
  }

  get rings() {
    return (this.onPlane ??= this.degrees.map(projected));
  }
}

/** The latitude in degrees of a Mercator ordinate. */
export function latitude(ordinate) {
  return (Math.atan(Math.exp(2 * Math.PI * ordinate)) * 360) / Math.PI - 90;
}

export function grow(box, x, y) {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

export function centre(box) {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

// Coordinates are kept near 0: a canvas path holds them in 32 bits.
export function path(rings, origin) {
  const made = new Path2D();
  for (const ring of rings) {
    made.moveTo(ring[0] - origin[0], ring[1] - origin[1]);
    for (let i = 2; i < ring.length; i += 2) made.lineTo(ring[i] - origin[0], ring[i + 1] - origin[1]);
    made.closePath();
  }
  return made;
}

export function within(box, x, y) {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** Whether a point lies inside rings: a line from it crosses them an odd number of times. */
export function inside(rings, x, y) {
  let odd = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [xi, yi, xj, yj] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
    }
  }
  return odd;
}

/** A point well inside rings: in the middle of the widest stretch across the largest of them, half way up. */
export function anchor(rings) {
  const area = (points) => {
    let sum = 0;
    for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) sum += points[j] * points[i + 1] - points[i] * points[j + 1];
    return Math.abs(sum);
  };
  const ring = rings.reduce((largest, one) => (area(one) > area(largest) ? one : largest));
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) grow(box, ring[i], ring[i + 1]);
  const y = (box[1] + box[3]) / 2;
  const crossed = [];
  for (const one of rings) {
    for (let i = 0, j = one.length - 2; i < one.length; j = i, i += 2) {
      const [xi, yi, xj, yj] = [one[i], one[i + 1], one[j], one[j + 1]];
      if (yi > y !== yj > y) crossed.push(((xj - xi) * (y - yi)) / (yj - yi) + xi);
    }
  }
  crossed.sort((one, other) => one - other);
  let [x, widest] = [(box[0] + box[2]) / 2, 0];
  for (let i = 0; i + 1 < crossed.length; i += 2) {
    const width = crossed[i + 1] - crossed[i];
    if (width > widest) [x, widest] = [(crossed[i] + crossed[i + 1]) / 2, width];
  }
  return [x, y];
}
