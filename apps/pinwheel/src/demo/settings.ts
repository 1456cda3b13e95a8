import { findGiven, readConfiguration, type Configuration } from '@pinwheel/runtime';
import type { World } from './world.js';

/** What the demo takes from the environment. Everything else is as the contract has it unset: its walk counts on that. */
const heeded = ['REDIS_URL', 'HTTP_HOST', 'Z_API_CLIENT_TOKEN', 'WEBHOOK_PRIVATE_NETWORKS', 'LOG_LEVEL'] as const;

/** The variables that are set and that the demo leaves alone. */
export function findIgnored(env: NodeJS.ProcessEnv): string[] {
  return [...findGiven(env).keys()].filter((name) => !(heeded as readonly string[]).includes(name));
}

/** The simulators' addresses, a database and a home of its own, and any free port: nothing of a real Pinwheel's. */
export function configureDemo(
  env: NodeJS.ProcessEnv,
  { world, databaseUrl, home }: { world: World; databaseUrl: string; home: string },
): Configuration & { telegram: { botToken: string } } {
  const chosen = Object.fromEntries(heeded.map((name) => [name, env[name]]));
  const configuration = readConfiguration(chosen, 'all-in-one');
  const { telegram, whatsapp } = world;
  return {
    ...{ ...configuration, home, databaseUrl },
    telegram: { ...configuration.telegram, botToken: telegram.token, apiRoot: telegram.apiRoot },
    whatsapp: {
      ...configuration.whatsapp,
      socketUrl: whatsapp.socketUrl,
      noiseRoot: {
        key: Uint8Array.from(Buffer.from(whatsapp.noiseRootKey, 'hex')),
        serial: whatsapp.noiseRootSerial,
      },
    },
    http: { ...configuration.http, port: 0 },
  };
}
