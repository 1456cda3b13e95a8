import type { Ask } from '../ask.js';
import type { HelpGroup } from '../text/en/help.js';
import type { Answer } from '../ui/buttons.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import type { Command } from './command.js';
import { type CommandName, commandNamed, nameIn } from './names.js';
import { maySay } from './permit.js';
import { suggestCommand } from './suggest.js';

/** The table of all commands is given, because it holds this one. */
export function helpOf(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    group: 'setup',
    role: 'viewer',
    run: async (_, ask) => (ask.text === '' ? helpByTask(commands(), ask) : helpFor(commands(), ask)),
  };
}

function helpByTask(commands: readonly Command[], ask: Ask): Answer {
  const { help } = ask.say;
  const groups = (Object.keys(help.groups) as HelpGroup[]).map((group) => {
    const listed = commands.filter((command) => command.group === group && maySay(ask.admin, command));
    if (listed.length === 0) return null;
    return lines(rich`<b>${help.groups[group]}</b>`, ...listed.map(({ name }) => summary(name, ask)));
  });
  return { text: paragraphs(help.title(), ...groups, help.targets(), help.more()) };
}

function helpFor(commands: readonly Command[], ask: Ask): Answer {
  const typed = ask.text.replace(/^\//, '');
  const name = commandNamed(typed);
  const allowed = commands.filter((command) => maySay(ask.admin, command)).map((command) => command.name);
  if (!name) return { text: ask.say.talk.unknownCommand(typed, suggestCommand(typed, allowed, ask.language)) };
  if (!allowed.includes(name)) return { text: ask.say.access.notYours() };
  const { examples } = ask.say.help.commands[name];
  return { text: paragraphs(summary(name, ask), lines(...examples.map((example) => rich`<code>${example}</code>`))) };
}

function summary(name: CommandName, { say, language }: Ask): Html {
  return rich`/${nameIn(name, language)} – ${say.help.commands[name].summary}`;
}
