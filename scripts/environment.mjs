import { delimiter, join } from 'node:path';
import { root } from './repository.mjs';

/** Of what an outer npm hands down, only what says how to reach the registry; the rest would configure the inner one. */
const KEPT =
  /^npm_config_(registry|proxy|https_proxy|noproxy|ca|cafile|strict_ssl|cache|userconfig|globalconfig|store_dir)$/;

export function setUpEnvironment() {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('npm_') && !KEPT.test(name)) delete process.env[name];
  }
  Object.assign(process.env, {
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  });
}
