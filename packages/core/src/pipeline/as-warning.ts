import type { Problem } from "../contracts/index.js";

/** A problem that stopped nothing, in one line. */
export function asWarning({ message, hint }: Problem): string {
  return hint ? `${message} (${hint})` : message;
}
