import { z } from 'zod';
import { type ProblemKind, problemKinds, typeOf } from './kinds.js';

const fault = z
  .object({
    detail: z.string(),
    pointer: z.string().optional().meta({ description: 'A field of the body, as a JSON pointer, e.g. `#/hold`.' }),
    parameter: z.string().optional().meta({ description: 'A parameter of the query.' }),
    header: z.string().optional(),
  })
  .meta({ id: 'Fault', description: 'One thing that is wrong, and where.' });

export const problemShape = z
  .object({
    type: z.string().meta({ description: 'Which problem it is; relative to the address of the API.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The id of the request, which the log has too, as a URN.' }),
    errors: z.array(fault).optional(),
    command: z.string().optional().meta({ description: 'The command that came to this end.' }),
    pins: z.array(z.string()).optional().meta({ description: 'The pins that are in the way.' }),
    code: z.int().optional().meta({ description: 'The number with which WhatsApp refused it.' }),
  })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457).' });

export type Fault = z.infer<typeof fault>;
type ProblemBody = z.infer<typeof problemShape>;
type Members = Pick<ProblemBody, 'errors' | 'command' | 'pins' | 'code'>;

/** Ends a request. It is thrown, so that whatever finds it out need not be the one that answers. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly members: Members;
  readonly headers: Record<string, string>;

  constructor(kind: ProblemKind, detail: string, members: Members = {}, headers: Record<string, string> = {}) {
    super(detail);
    this.kind = kind;
    this.members = members;
    this.headers = headers;
  }

  get status(): number {
    return problemKinds[this.kind].status;
  }

  bodyFor(requestId: string): ProblemBody {
    const { status, title } = problemKinds[this.kind];
    const told = { type: typeOf(this.kind), title, status, detail: this.message, instance: `urn:uuid:${requestId}` };
    return { ...told, ...this.members };
  }
}

export const notFound = (what: string): Problem => new Problem('not-found', `There is no ${what}`);

/** One field of the body says nothing that can be used. */
export const invalid = (pointer: string, detail: string): Problem =>
  new Problem('invalid', detail, { errors: [{ pointer: `#/${pointer}`, detail }] });
