import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { openScreen } from '../src/demo/screen.js';

it('writes above the prompt: what is half typed is cleared first and comes back after the line', async () => {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 20 });
  const terminal = createInterface({ input, output, prompt: 'Bia> ', terminal: true });
  const screen = openScreen(output as unknown as NodeJS.WriteStream);
  screen.share(terminal);
  terminal.prompt();
  terminal.write('/pin m1 for one whole week');
  output.read();
  screen.say('09:00 │ news');
  // One row up, to its beginning, all below cleared; then the line, and a row that readline's own redrawing goes up by.
  const [before, after] = String(output.read()).split('09:00 │ news\n\n') as [string, string];
  expect(before).toBe('\u001b[1A\u001b[1G\u001b[0J');
  expect(after).toContain('\u001b[1A');
  expect(after).toContain('\u001b[0JBia> /pin m1 for one whole week\u001b[12G');
  terminal.close();
  output.read();
  screen.say('and no prompt any more');
  expect(output.read()).toBe('and no prompt any more\n');
});
