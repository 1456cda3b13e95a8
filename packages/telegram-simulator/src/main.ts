import { createInterface } from 'node:readline/promises';
import { renderChat, type ShownMessage } from './people/shown-message.js';
import { startTelegramSimulator } from './telegram-simulator.js';

const port = Number(process.env['PORT'] ?? 8081);
const firstName = process.env['FIRST_NAME'] ?? 'Ana';
const languageCode = process.env['LANGUAGE_CODE'] ?? 'en';

await using simulator = await startTelegramSimulator({ port });
const user = simulator.addUser({ firstName, languageCode });
const print = (text: string) => process.stdout.write(`${text}\n`);

print(`A bot with the token ${simulator.token} reaches this Telegram at ${simulator.apiRoot}.`);
print(`You are ${firstName}, user ${user.id}. Type a message, or ">" and the label of a button.`);

let isOver = false;

async function printAnswers(): Promise<void> {
  let last: ShownMessage | undefined;
  while (!isOver) {
    const seen = await user.sees(/^/, { timeoutMs: 500, ...(last && { after: last }) }).catch(() => undefined);
    if (!seen) continue;
    const before = last?.moment ?? 0;
    print(renderChat(user.chat().filter(({ from, moment }) => from === 'bot' && moment > before)));
    last = seen;
  }
}

async function tap(label: string): Promise<string> {
  const message = user.chat().findLast(({ buttons }) => buttons.flat().some((button) => button.label === label));
  if (!message) return `No button ${label} on the screen`;
  const answer = await user.tap(message, label);
  return answer.text ? `  (${answer.text})` : '';
}

const printing = printAnswers();
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('>')) print(await tap(line.slice(1).trim()).catch(String));
  else if (line.trim() !== '') user.send(line);
}
isOver = true;
await printing;
print(simulator.violations().join('\n'));
