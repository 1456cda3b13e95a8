/** Telegram's HTML, safe to send: whatever was foreign in it has been escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

export type HtmlPart = Html | string | number | readonly HtmlPart[];

/**
 * Everything that is filled in is escaped, but for other Html; a list is put one after the other.
 *
 * Not called `html`: formatters take what stands in that for a page and break its lines, and Telegram shows line breaks.
 */
export function rich(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + markupOf(parts[index - 1] ?? '') + text));
}

/** Those of the parts that are there, one a line. */
export function lines(...parts: readonly (Html | null)[]): Html {
  return joined(parts, '\n');
}

/** With an empty line in between. */
export function paragraphs(...parts: readonly (Html | null)[]): Html {
  return joined(parts, '\n\n');
}

/** On one line, with dots in between. */
export function dotted(...parts: readonly (Html | null)[]): Html {
  return joined(parts, ' · ');
}

function joined(parts: readonly (Html | null)[], separator: string): Html {
  const present = parts.filter((part) => part !== null && part.markup !== '');
  return new Html(present.map((part) => part!.markup).join(separator));
}

/** The text that a person sees. */
export function textOf({ markup }: Html): string {
  return markup.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp);/g, (_, name: string) => characters[name]!);
}

const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

function markupOf(part: HtmlPart): string {
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escaped(String(part));
}

/** Names and texts from WhatsApp are hostile: without these a name could turn the direction of what follows it. */
const invisible = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

function escaped(text: string): string {
  return text
    .replace(invisible, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The beginning of a foreign text on one line, at most `length` characters with the ellipsis. */
export function excerpt(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  if (letters.length <= length) return line;
  const beginning = letters.slice(0, length - 1).join('');
  return `${beginning.trimEnd()}…`;
}
