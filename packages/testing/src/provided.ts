declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's url on the run's PostgreSQL. */
    postgresUrl: string;
    /** `null`: there is no Redis, and what needs one does not run. */
    redis: { url: string; databases: number } | null;
  }
}

export {};
