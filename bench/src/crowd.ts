/** The other end of `hearing.ts`, in a process of its own: WhatsApp's server and the people who write in two groups. */
import { startWhatsAppSimulator } from '../../packages/whatsapp-simulator/dist/index.js';

export type Asked = { ask: number } & (
  | { kind: 'scan'; member: number; qr: string }
  /** Everybody in turn, until it is that many; in the group of that member. */
  | { kind: 'say'; member: number; count: number }
);

export type Told =
  | { kind: 'open'; socketUrl: string; noiseRootKey: string; noiseRootSerial: number; groups: string[] }
  | { kind: 'done'; ask: number; problem: string | null };

const simulator = await startWhatsAppSimulator();
const speakers = Array.from({ length: 10 }, (_, n) =>
  simulator.addPerson({ name: `Speaker ${n}`, phone: `55119900001${n}0` }),
);
const members = ['5511990000001', '5511990000002'].map((phone, n) =>
  simulator.addPerson({ name: `Member ${n}`, phone }),
);
const groups = members.map((member, n) =>
  simulator.addGroup({ name: `Group ${n}`, members: [...speakers, member], admins: speakers.slice(0, 1) }),
);

async function carryOut(asked: Asked): Promise<void> {
  const member = members[asked.member]!;
  if (asked.kind === 'scan') {
    await member.scan(asked.qr);
    return simulator.waitForConnection(member);
  }
  const group = groups[asked.member]!;
  for (let said = 0; said < asked.count; said += 1)
    await speakers[said % speakers.length]!.say(group, `Good morning, dear neighbours, this is message ${said}.`);
}

const tell = (told: Told) => process.send?.(told);

process.on('message', (asked: Asked) => {
  carryOut(asked).then(
    () => tell({ kind: 'done', ask: asked.ask, problem: null }),
    (error: unknown) => tell({ kind: 'done', ask: asked.ask, problem: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
tell({ kind: 'open', ...addressOf(), groups: groups.map(({ jid }) => jid) });

function addressOf() {
  const { socketUrl, noiseRootKey, noiseRootSerial } = simulator;
  return { socketUrl, noiseRootKey, noiseRootSerial };
}
