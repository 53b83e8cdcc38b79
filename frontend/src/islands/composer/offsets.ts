/** The server counts code points, the editor counts UTF-16 units. */

/** A function from code points of `text` to its units. */
export function units(text: string): (point: number) => number {
  if (!/[\ud800-\udfff]/.test(text)) return (point) => Math.min(point, text.length);
  const table: number[] = [];
  let at = 0;
  for (const character of text) {
    table.push(at);
    at += character.length;
  }
  table.push(at);
  return (point) => table[Math.min(point, table.length - 1)] ?? at;
}
