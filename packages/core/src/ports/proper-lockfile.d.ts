declare module "proper-lockfile" {
  interface LockOptions {
    /** Milliseconds after which a lock that nobody renewed is taken over. */
    readonly stale?: number;
    readonly update?: number;
    readonly realpath?: boolean;
    readonly lockfilePath?: string;
    readonly onCompromised?: (error: Error) => void;
  }
  const lockfile: {
    /** Rejects with `code: "ELOCKED"` when somebody else has it. Gives the way to release it. */
    lock(file: string, options?: LockOptions): Promise<() => Promise<void>>;
  };
  export default lockfile;
}
