/** Rounds of repair after the first answer. */
const MOST_REPAIRS = 2;
/** Rounds in a row that may bring nothing. */
const MOST_IDLE = 2;

/** What one cluster has been through. */
export interface Progress {
  /** Answers so far. */
  readonly rounds: number;
  /** Of these the last ones that met no goal. */
  readonly idle: number;
  /** What went wrong in the last two rounds, as text. */
  readonly failures: string;
  readonly failuresBefore: string;
}

/** Whether to ask once more: there is something to repair, it is not the same as before, and rounds are left. */
export function mayRepair({ rounds, idle, failures, failuresBefore }: Progress): boolean {
  if (failures === "" || failures === failuresBefore) return false;
  return rounds <= MOST_REPAIRS && idle <= MOST_IDLE;
}
