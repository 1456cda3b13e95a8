import { lines, paragraphs } from '../ui/html.js';
import { showChat } from '../ui/show.js';
import type { Command } from './command.js';

const shownChats = 20;

export const start: Command = {
  name: 'start',
  group: 'setup',
  role: 'viewer',
  async run({ deps }, { admin, say }) {
    const [chats, instances] = await Promise.all([deps.store.chats(deps.clock.now()), deps.instances.all()]);
    const linked = instances.some(({ state }) => state === 'linked');
    return {
      text: paragraphs(
        say.access.hello(admin.name),
        linked ? null : say.access.linkFirst(),
        lines(...chats.slice(0, shownChats).map(showChat)),
        say.access.helpHint(),
      ),
    };
  },
};
