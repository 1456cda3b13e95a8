/** What `/metrics` says of one name: each series' labels as they are written, and its value. */
export async function readMetric(url: string, name: string): Promise<{ labels: string; value: number }[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const series = text.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, 'gm'));
  return [...series].map(([, labels = '', value]) => ({ labels, value: Number(value) }));
}
