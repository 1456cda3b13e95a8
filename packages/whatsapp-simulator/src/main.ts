import { parseArgs } from 'node:util';
import { startControl } from './control.js';
import { startWhatsAppSimulator } from './simulator.js';

// libsignal writes session records, private keys and all, to these.
const quiet = () => undefined;
Object.assign(console, { info: quiet, warn: quiet, error: quiet });

const { values } = parseArgs({
  options: { port: { type: 'string', default: '9100' }, 'control-port': { type: 'string', default: '9101' } },
});
const simulator = await startWhatsAppSimulator({ port: Number(values.port) });
const control = await startControl(simulator, Number(values['control-port']));
process.stdout.write(
  [
    `WHATSAPP_SOCKET_URL=${simulator.socketUrl}`,
    `WHATSAPP_NOISE_ROOT_KEY=${simulator.noiseRootKey}`,
    `WHATSAPP_NOISE_ROOT_SERIAL=${simulator.noiseRootSerial}`,
    `# control: ${control.url}`,
    '',
  ].join('\n'),
);

async function stop(): Promise<void> {
  await control[Symbol.asyncDispose]();
  await simulator[Symbol.asyncDispose]();
}

process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
