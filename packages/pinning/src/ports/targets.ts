/** Why an address cannot be a webhook's. Every kind has words. */
export type TargetRefusal =
  | { kind: 'not_a_url' }
  | { kind: 'too_long'; limit: number }
  /** Only http and https are delivered to. */
  | { kind: 'not_http' }
  /** A user or password in it; `authorization` is the place for that. */
  | { kind: 'has_password' }
  /** This machine, or one of a private network. */
  | { kind: 'private' };

/** What is known of an address before anybody resolves its name; at each delivery the resolved one is judged. */
export interface Targets {
  judge(url: string): TargetRefusal | null;
}
