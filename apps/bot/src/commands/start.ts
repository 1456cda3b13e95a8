import { linkFirst } from '../linked.js';
import { lines, paragraphs } from '../ui/html.js';
import { showChat } from '../ui/show.js';
import type { Command } from './command.js';

const shownChats = 20;

export const start: Command = {
  name: 'start',
  group: 'setup',
  role: 'viewer',
  async run({ deps }, { admin, say }) {
    const [chats, first] = await Promise.all([deps.store.chats(deps.clock.now()), linkFirst({ deps }, say)]);
    return {
      text: paragraphs(
        say.access.hello(admin.name),
        first,
        lines(...chats.slice(0, shownChats).map(showChat)),
        say.access.helpHint(),
      ),
    };
  },
};
