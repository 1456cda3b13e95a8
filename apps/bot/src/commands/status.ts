import { setTimeout as pause } from 'node:timers/promises';
import type { Instance, Overview } from '@pinwheel/pinning';
import { overview } from '@pinwheel/pinning';
import type { Ask } from '../ask.js';
import type { Bot } from '../bot.js';
import { type Html, rich, lines, paragraphs } from '../ui/html.js';
import { instanceName, showChat } from '../ui/show.js';
import { showTime } from '../ui/time.js';
import { describeEntry } from './agenda-entry.js';
import type { Command } from './command.js';

export const status: Command = {
  name: 'status',
  group: 'look',
  role: 'viewer',
  async run({ deps, queues }, ask) {
    const queueNote = queueAnswers(queues).then((answers) => (answers ? null : ask.say.status.queueDown()));
    try {
      return { text: paragraphs(showOverview(await overview(deps), deps.timeZone, ask), await queueNote) };
    } catch (error) {
      // Whoever asks how things stand is answered most of all when they stand badly.
      deps.logger.error({ error }, 'the status cannot be read');
      return { text: paragraphs(ask.say.status.title(), ask.say.status.databaseDown()) };
    }
  },
};

/** Not for long: a status that comes late says the same. */
const patienceMs = 1_000;

async function queueAnswers(queues: Bot['queues']): Promise<boolean> {
  const tooLate = new AbortController();
  const late = pause(patienceMs, false, { signal: tooLate.signal }).catch(() => false);
  const answers = await Promise.race([
    queues.ping().then(
      () => true,
      () => false,
    ),
    late,
  ]);
  tooLate.abort();
  return answers;
}

function showOverview({ instances, operations, next }: Overview, zone: string, ask: Ask): Html {
  const words = ask.say.status;
  const time = (at: number) => showTime(at, zone, ask.language);
  return paragraphs(
    words.title(),
    ...(instances.length > 0 ? instances.map((instance) => showInstance(instance, zone, ask)) : [words.noInstance()]),
    next ? words.next(time(next.at), rich`${describeEntry(next, ask)}`, showChat(next.chat)) : words.noNext(),
    words.operations(operations.waiting, operations.failedSince),
  );
}

export function showInstance(instance: Instance, zone: string, ask: Ask): Html {
  const words = ask.say.status;
  const time = (at: number) => showTime(at, zone, ask.language);
  const { connectedSince, lastHeardAt, problem } = instance;
  return lines(
    words.instance(instance.id, instanceName(instance, ask.say), words.states[instance.state]),
    connectedSince === null ? words.notConnected() : words.connected(time(connectedSince)),
    lastHeardAt === null ? words.neverHeard() : words.lastHeard(time(lastHeardAt)),
    problem === null ? null : words.problem(problem),
  );
}
