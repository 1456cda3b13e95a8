import { Html, lines, textOf } from './html.js';

/** As many of the lines as fit into so many characters, and how many more there are. */
export function fitting(all: readonly Html[], limit: number, more: (count: number) => Html): Html {
  let length = 0;
  const shown: Html[] = [];
  for (const line of all) {
    length += textOf(line).length + 1;
    if (length > limit) break;
    shown.push(line);
  }
  return lines(...shown, shown.length < all.length ? more(all.length - shown.length) : null);
}
