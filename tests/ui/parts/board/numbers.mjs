// Comparing rows of numbers, missing ones included.

import assert from "node:assert/strict";

/** Hold numbers against others to `off`; NaN only equals NaN. */
export function close(found, expected, off = 1e-12) {
  const told = `${[...found].join(", ")} for ${[...expected].join(", ")}`;
  assert.equal(found.length, expected.length, told);
  expected.forEach((number, i) => {
    assert.ok(Object.is(found[i], number) || Math.abs(found[i] - number) <= off, told);
  });
}

/** Numbers as the modules take them. */
export const row = (...numbers) => Float64Array.from(numbers);
