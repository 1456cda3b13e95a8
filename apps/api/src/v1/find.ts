import type { Chat, Message, Rotation, Schedule } from '@pinwheel/domain';
import {
  type CommandReport,
  describeCommand,
  type Instance,
  type ListedOperation,
  type ShownPin,
} from '@pinwheel/pinning';
import type { FastifyRequest } from 'fastify';
import { mayUse } from './admission.js';
import type { V1Needs } from './needs.js';
import { notFound } from './problems/problem.js';
import { idOf } from './refs.js';

/** What a path names, as far as the caller's token opens it; anything else is not there for him. */
export async function findChat({ store }: V1Needs, request: FastifyRequest, ref: string): Promise<Chat> {
  const chat = await store.findChat(idOf(ref));
  if (!chat || !mayUse(request, chat.instanceId)) throw notFound(`chat ${ref}`);
  return chat;
}

export async function findMessage(needs: V1Needs, request: FastifyRequest, ref: string): Promise<Message> {
  return inOwnChat(needs, request, await needs.store.findMessage(idOf(ref)), `message ${ref}`);
}

export async function findPin(needs: V1Needs, request: FastifyRequest, ref: string): Promise<ShownPin> {
  return inOwnChat(needs, request, await needs.store.findPin(idOf(ref)), `pin ${ref}`);
}

export async function findSchedule(needs: V1Needs, request: FastifyRequest, ref: string): Promise<Schedule> {
  const schedule = await needs.store.findSchedule(idOf(ref));
  return inOwnChat(needs, request, schedule?.state === 'deleted' ? null : schedule, `schedule ${ref}`);
}

/** As it stands in each of its chats. A token of one instance has those that are in no other. */
export async function findRotation({ store }: V1Needs, request: FastifyRequest, ref: string): Promise<Rotation[]> {
  const standing = (await store.findRotation(idOf(ref))).filter(({ state }) => state !== 'deleted');
  const chats = await Promise.all(standing.map(({ chatId }) => store.findChat(chatId)));
  const isOwn = chats.every((chat) => chat && mayUse(request, chat.instanceId));
  if (standing.length === 0 || !isOwn) throw notFound(`rotation ${ref}`);
  return standing;
}

export async function findOperation({ pages }: V1Needs, request: FastifyRequest, id: string): Promise<ListedOperation> {
  const operation = await pages.findOperation(id);
  if (!operation || !mayUse(request, operation.instanceId)) throw notFound(`operation ${id}`);
  return operation;
}

export async function findCommand(needs: V1Needs, request: FastifyRequest, id: string): Promise<CommandReport> {
  const report = await describeCommand(needs, id);
  if (!report || !mayUse(request, report.chat.instanceId)) throw notFound(`command ${id}`);
  return report;
}

export async function findInstance({ instances }: V1Needs, request: FastifyRequest, id: string): Promise<Instance> {
  const instance = mayUse(request, id) ? await instances.find(id) : null;
  if (!instance) throw notFound(`instance ${id}`);
  return instance;
}

async function inOwnChat<Thing extends { chatId: number }>(
  { store }: V1Needs,
  request: FastifyRequest,
  thing: Thing | null,
  what: string,
): Promise<Thing> {
  const chat = thing && (await store.findChat(thing.chatId));
  if (!chat || !mayUse(request, chat.instanceId)) throw notFound(what);
  return thing!;
}
