/** What tables take for the beginning of a formula, also behind spaces. */
const formula = /^\s*[=+\-@\t\r]/;

/**
 * A table as RFC 4180 has it, in UTF-8 with the mark by which Excel knows it. Names and texts come from anybody: what
 * begins like a formula gets an apostrophe in front, so that opening the file runs nothing.
 */
export function csv(rows: readonly (readonly string[])[]): Buffer {
  const lines = rows.map((row) => row.map(cell).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function cell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
