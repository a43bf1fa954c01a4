// The order of a table's rows by one of its columns.

/** Whether a column sorts by value: where any cell has one; else by text. */
export function byValue(rows, column) {
  return rows.some(({ cells }) => cells[column].value !== undefined);
}

/**
 * @param {object[]} rows as the server tells them
 * @param {?number} column null for the order they came in
 * @returns {object[]} the greatest value first, or texts as they are sorted in the browser's language
 */
export function ordered(rows, column) {
  if (column === null) return rows;
  if (byValue(rows, column)) {
    const value = ({ cells }) => cells[column].value ?? -Infinity;
    return [...rows].sort((one, other) => value(other) - value(one));
  }
  const text = ({ cells }) => cells[column].text ?? "";
  return [...rows].sort((one, other) => text(one).localeCompare(text(other)));
}
