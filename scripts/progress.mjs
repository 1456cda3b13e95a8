const isTerminal = process.stdout.isTTY;

/** `Building…`, replaced by `Built in 0.9 s`; only the second, and as a line of its own, where nobody watches. */
export async function phase(doing, done, work) {
  const startedAt = performance.now();
  const show = (detail = '') => isTerminal && process.stdout.write(`\r\x1b[2K${doing}… ${detail}`);
  show();
  try {
    await work(show);
  } catch (error) {
    if (isTerminal) process.stdout.write('\r\x1b[2K');
    throw error;
  }
  process.stdout.write(`${isTerminal ? '\r\x1b[2K' : ''}${done} in ${seconds(startedAt)}\n`);
}

export function seconds(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
