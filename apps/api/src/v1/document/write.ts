import { writeFile } from 'node:fs/promises';
import { openApiDocument, openApiFile } from './document.js';

await writeFile(openApiFile, `${JSON.stringify(await openApiDocument(), null, 2)}\n`);
