import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Group, NewGroup, Person, WhatsAppSimulator } from './api.js';

type Body = Record<string, unknown>;

interface Command {
  readonly simulator: WhatsAppSimulator;
  readonly people: Map<string, Person>;
  readonly groups: Map<string, Group>;
  /** The parts of the path after the verb. */
  readonly path: readonly string[];
  readonly body: Body;
  readonly photo: Buffer;
}

type Act = (command: Command) => unknown;

/** Keyed by method and the first part of the path. */
const ACTS: Record<string, Act> = {
  'GET /': ({ simulator }) => ({
    socketUrl: simulator.socketUrl,
    noiseRootKey: simulator.noiseRootKey,
    noiseRootSerial: simulator.noiseRootSerial,
    connections: simulator.connections,
    unknownQueries: simulator.unknownQueries(),
  }),
  'GET /people': ({ people }) => [...people.values()].map(describePerson),
  'POST /people': ({ simulator, people, body }) => {
    const person = simulator.addPerson({ name: text(body, 'name'), phone: text(body, 'phone') });
    people.set(person.phone, person);
    return describePerson(person);
  },
  'GET /groups': ({ groups }) => [...groups.values()].map(describeGroup),
  'POST /groups': (command) => {
    const group = command.simulator.addGroup(newGroup(command));
    command.groups.set(group.jid, group);
    return describeGroup(group);
  },
  'POST /scan': (command) => personIn(command).scan(text(command.body, 'qr')),
  'POST /photo': (command) => personIn(command).scanPhoto(command.photo),
  'POST /code': (command) => personIn(command).enterPairingCode(text(command.body, 'code')),
  'POST /unlink': (command) => personIn(command).unlinkCompanions(),
  'POST /say': async (command) => ({ id: await personIn(command).say(groupIn(command), text(command.body, 'text')) }),
  'POST /pin': async (command) => {
    const { seconds } = command.body;
    const duration = typeof seconds === 'number' ? seconds : undefined;
    return { id: await personIn(command).pin(groupIn(command), text(command.body, 'message'), duration) };
  },
  'POST /unpin': async (command) => ({
    id: await personIn(command).unpin(groupIn(command), text(command.body, 'message')),
  }),
  'GET /heard': (command) =>
    personIn(command)
      .heard(groupIn(command))
      .map(({ from, ...rest }) => ({ ...rest, from: from.phone })),
  'GET /board': (command) =>
    personIn(command)
      .board(groupIn(command))
      .map(({ pinnedBy, ...rest }) => ({ ...rest, pinnedBy: pinnedBy.phone })),
};

/** A JSON-over-HTTP server on 127.0.0.1 to play the simulator by hand; resolves to its address. */
export async function startControl(simulator: WhatsAppSimulator, port: number): Promise<Control> {
  const people = new Map<string, Person>();
  const groups = new Map<string, Group>();
  const server = createServer((request, response) => {
    void perform(request, (path, body, photo) => ({ simulator, people, groups, path, body, photo })).then((answer) =>
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body ?? null)),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return new Control(server);
}

export class Control implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function perform(
  request: IncomingMessage,
  command: (path: string[], body: Body, photo: Buffer) => Command,
): Promise<{ status: number; body: unknown }> {
  const [verb = '', ...path] = (request.url ?? '/').slice(1).split('/').map(decodeURIComponent);
  const act = ACTS[`${request.method} /${verb}`];
  if (!act) return { status: 404, body: { error: 'no such command' } };
  try {
    const content = await readAll(request);
    const isJson = request.headers['content-type'] !== 'image/png' && content.length > 0;
    const body = isJson ? (JSON.parse(content.toString()) as Body) : {};
    return { status: 200, body: await act(command(path, body, content)) };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function newGroup({ people, body }: Command): NewGroup {
  const listed = (name: string) =>
    (Array.isArray(body[name]) ? body[name] : []).map((phone) => known(people.get(String(phone)), String(phone)));
  return {
    name: text(body, 'name'),
    members: listed('members'),
    admins: listed('admins'),
    addressing: body['addressing'] === 'pn' ? 'pn' : 'lid',
    onlyAdminsEdit: body['onlyAdminsEdit'] === true,
    onlyAdminsSpeak: body['onlyAdminsSpeak'] === true,
  };
}

function personIn({ people, path: [phone = ''] }: Command): Person {
  return known(people.get(phone), phone);
}

function groupIn({ groups, path: [, jid = ''] }: Command): Group {
  return known(groups.get(jid), jid);
}

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`unknown: ${name}`);
  return value;
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new Error(`"${name}" must be a text`);
  return value;
}

function describePerson({ name, phone, jid, lid }: Person) {
  return { name, phone, jid, lid };
}

function describeGroup({ jid, name, members }: Group) {
  return { jid, name, members: members.map(({ phone }) => phone) };
}
