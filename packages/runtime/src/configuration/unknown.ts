import type { Problem } from './error.js';
import { names } from './variables.js';

const OURS = /^(PINWHEEL|WHATSAPP|TELEGRAM|Z_API|WEBHOOK)_/;

/** Kubernetes announces every Service to its neighbours: one called pinwheel-api gives PINWHEEL_API_SERVICE_HOST. */
const ANNOUNCED = /_SERVICE_(HOST|PORT(_\w+)?)$|_PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?$/;

/** Names that look like ours but are not: a setting that silently has no effect is worse than a refusal to start. */
export function findUnknownVariables(env: NodeJS.ProcessEnv): Problem[] {
  return Object.keys(env)
    .filter((name) => OURS.test(name) && !ANNOUNCED.test(name) && !(names as string[]).includes(name))
    .map((name) => ({ variable: name, problem: `unknown; did you mean ${nearest(name)}?` }));
}

function nearest(name: string): string {
  const ranked = names.map((known) => ({ known, distance: distance(name, known) }));
  return ranked.reduce((best, each) => (each.distance < best.distance ? each : best)).known;
}

/** Levenshtein's: the fewest letters to insert, leave out or replace. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = above[column - 1]! + (letter === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above.at(-1)!;
}
