import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { Upload } from '../schema/upload.js';

export interface RawBody {
  readonly fields: Record<string, unknown>;
  readonly files: ReadonlyMap<string, Upload>;
}

const largestFile = 60 * 1024 * 1024;

/** Reads what the address says after its question mark, and JSON, form fields or multipart/form-data. */
export async function readPayload(request: IncomingMessage, query: URLSearchParams): Promise<RawBody> {
  const { fields, files } = await readBody(request);
  return { fields: { ...Object.fromEntries(query), ...fields }, files };
}

async function readBody(request: IncomingMessage): Promise<RawBody> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(request);
  const text = (await readAll(request)).toString();
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { fields: Object.fromEntries(new URLSearchParams(text)), files: new Map() };
  }
  return { fields: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>), files: new Map() };
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function readMultipart(request: IncomingMessage): Promise<RawBody> {
  const fields: Record<string, unknown> = {};
  const files = new Map<string, Upload>();
  const parts: Promise<void>[] = [];
  const parser = busboy({ headers: request.headers, limits: { fileSize: largestFile, fieldSize: largestFile } });
  parser.on('field', (name, value) => {
    fields[name] = value;
  });
  parser.on('file', (name, stream, { filename }) => {
    parts.push(
      readAll(stream).then((bytes) => {
        files.set(name, new Upload(filename ?? name, bytes));
      }),
    );
  });
  return new Promise((resolve, reject) => {
    parser.on('error', reject);
    request.on('error', reject);
    parser.on('close', () => {
      Promise.all(parts).then(() => resolve({ fields, files }), reject);
    });
    request.pipe(parser);
  });
}
