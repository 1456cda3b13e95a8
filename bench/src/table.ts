export interface Table {
  title: string;
  columns: readonly string[];
  /** The first cell is a name, the others are figures. */
  rows: readonly (readonly string[])[];
  notes?: readonly string[];
}

export function printTable({ title, columns, rows, notes = [] }: Table): void {
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]) =>
    widths
      .map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width)))
      .join('   ');
  const lines = [title, '', line(columns), widths.map((width) => '-'.repeat(width)).join('   '), ...rows.map(line)];
  process.stdout.write(`\n${[...lines, ...notes].map((text) => `  ${text}`.trimEnd()).join('\n')}\n`);
}

/** Three significant digits, thousands apart. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toLocaleString('en', { maximumFractionDigits: Math.min(digits, 3), minimumFractionDigits: 0 });
}

export const times = (value: number): string => `${figure(value)}×`;
