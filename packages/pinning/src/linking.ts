import type { Deps } from './deps.js';
import type { Instance, Linking, ReportTarget } from './ports/instance.js';

/** The instance that /link makes when there is none. */
const firstInstance = 'main';

const calledOff = { state: 'cancelled', secret: null } as const;

export type StartLinkingReply =
  | { kind: 'started'; linking: Linking }
  | { kind: 'already_linked'; instance: Instance }
  | { kind: 'already_under_way'; linking: Linking };

/** Asks the listener to pair an account; what is to be shown comes as changes of the linking's row. */
export async function startLinking(
  deps: Deps,
  request: { method: Linking['method']; phone: string | null; target: ReportTarget | null },
): Promise<StartLinkingReply> {
  const [existing] = await deps.instances.all();
  const instance = existing ?? (await deps.instances.create(firstInstance));
  if (instance.state === 'linked') return { kind: 'already_linked', instance };
  const open = await deps.instances.openLinking(instance.id);
  if (open && open.method === request.method && open.phone === request.phone)
    return { kind: 'already_under_way', linking: open };
  if (open) await deps.instances.updateLinking(open.id, calledOff);
  const linking: Linking = {
    ...{ id: deps.ids.unique(), instanceId: instance.id, ...request },
    ...{ state: 'wanted', secret: null, shown: 0, failure: null, reported: null },
  };
  await deps.instances.saveLinking(linking);
  return { kind: 'started', linking };
}

export async function cancelLinking(deps: Deps): Promise<Linking | null> {
  for (const { id } of await deps.instances.all()) {
    const open = await deps.instances.openLinking(id);
    if (!open) continue;
    await deps.instances.updateLinking(open.id, calledOff);
    return { ...open, ...calledOff };
  }
  return null;
}

export type UnlinkReply = { kind: 'unlinking'; instance: Instance } | { kind: 'not_linked' };

/** The listener tells WhatsApp and forgets the credentials; chats, messages and schedules stay. */
export async function unlink(deps: Deps): Promise<UnlinkReply> {
  const instance = (await deps.instances.all()).find(({ state }) => state !== 'unlinked');
  if (!instance) return { kind: 'not_linked' };
  await deps.instances.update(instance.id, { state: 'leaving' });
  return { kind: 'unlinking', instance };
}
