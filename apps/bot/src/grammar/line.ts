import { parseRef } from '@pinwheel/domain';

export interface CommandLine {
  /** As typed, without slash, addressee and ref. */
  name: string;
  /** The bot it is for, in groups: `/pin@some_bot`. */
  addressee: string | null;
  /** What follows, with the ref of a tappable command in front: `/pin_m7 for 24h` is `m7 for 24h`. */
  rest: string;
}

/** Reads `/pin m7`, `/PIN@bot m7`, `/pin_m7`; null for what is no command. */
export function readCommandLine(text: string): CommandLine | null {
  const found = /^\/([\p{L}\p{M}\d_]+)(?:@(\w+))?(?=\s|$)([\s\S]*)$/u.exec(text.trimStart());
  if (!found) return null;
  const [, typed = '', addressee = null, rest = ''] = found;
  const { name, ref } = refApart(typed);
  return { name, addressee, rest: `${ref} ${rest.trim()}`.trim() };
}

function refApart(typed: string): { name: string; ref: string } {
  const at = typed.lastIndexOf('_');
  const ref = typed.slice(at + 1);
  return at > 0 && parseRef(ref) ? { name: typed.slice(0, at), ref } : { name: typed, ref: '' };
}
