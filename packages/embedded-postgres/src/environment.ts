const INHERITED = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'LD_LIBRARY_PATH'];

/**
 * What initdb, the server and its supervisor see: none of our secrets, no PG* variable that would redirect them,
 * messages in English (some are read), times in UTC.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const inherited = INHERITED.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(inherited), LC_ALL: 'C', TZ: 'UTC' };
}
