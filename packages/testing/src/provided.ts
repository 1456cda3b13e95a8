declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's url on the run's PostgreSQL. */
    postgresUrl: string;
    /** A database that is copied for every test, once it has its tables. */
    templateUrl: string;
    /** `null`: there is no Redis, and what needs one does not run. */
    redis: { url: string; databases: number } | null;
  }
}

export {};
