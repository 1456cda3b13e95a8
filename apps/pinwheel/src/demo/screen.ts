import { clearScreenDown, cursorTo, type Interface, moveCursor } from 'node:readline';

export interface Screen {
  /** Writes a line, above the prompt where there is one: what is half typed stays, and the cursor in it. */
  say(text: string): void;
  /** From now on, until it is closed, this terminal prompts on the last line. */
  share(terminal: Interface): void;
}

export function openScreen(output: NodeJS.WriteStream = process.stdout): Screen {
  let prompting: Interface | null = null;
  return {
    say(text) {
      if (prompting === null || !prompting.terminal) return void output.write(`${text}\n`);
      const { rows } = prompting.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      // Redrawing, readline goes up by the rows that it had drawn before.
      output.write(`${text}\n${'\n'.repeat(rows)}`);
      prompting.prompt(true);
    },
    share(terminal) {
      prompting = terminal;
      terminal.once('close', () => {
        prompting = null;
      });
    },
  };
}
