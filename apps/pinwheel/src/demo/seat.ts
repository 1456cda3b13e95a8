import { createInterface } from 'node:readline';
import type { Screen } from './screen.js';
import type { World } from './world.js';

const help = `You are the admin now: what you type is what Bia sends to the bot, /help for instance.
  tap <label>           taps a button of the newest message that has it
  say <name> <text>     lets Carlos or Dora say something in Condomínio Aurora
Ctrl-C ends it.`;

/** Offers the admin's seat at the terminal; without a terminal the demo just lives on. */
export function takeSeat(world: World, screen: Screen, stopping: AbortSignal): void {
  if (!process.stdin.isTTY || stopping.aborted) return;
  const { say } = screen;
  say(help);
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: 'Bia> ' });
  screen.share(terminal);
  stopping.addEventListener('abort', () => terminal.close(), { once: true });
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  terminal.on('line', (line) => {
    act(world, line.trim()).catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
    terminal.prompt();
  });
  terminal.prompt();
}

async function act(world: World, line: string): Promise<void> {
  const [word = '', ...rest] = line.split(' ');
  if (line === '') return;
  if (word === 'tap') return tap(world, rest.join(' '));
  if (word === 'say') return speak(world, rest);
  world.admin.send(line);
}

async function tap({ admin }: World, label: string): Promise<void> {
  const message = admin.chat().findLast(({ buttons }) => buttons.flat().some((button) => button.label.includes(label)));
  const button = message?.buttons.flat().find((each) => each.label.includes(label));
  if (!message || !button) throw new Error(`No button on the screen says "${label}".`);
  await admin.tap(message, button.label);
}

async function speak({ people, condominium }: World, [name, ...words]: string[]): Promise<void> {
  const person = condominium.members.find((member) => member.name.toLowerCase() === name?.toLowerCase());
  if (!person || words.length === 0)
    throw new Error(`say <name> <text>, with one of ${people.map((each) => each.name).join(', ')}`);
  await person.say(condominium, words.join(' '));
}
