/**
 * `connecting` before the first hello; `open`; `lost` without a goodbye, until the next hello; `ended` after one;
 * `refused` when a controller answers there and does not let this page in.
 */
export type ConnectionState = "connecting" | "open" | "lost" | "refused" | "ended";

/** Beyond this silence what is shown may be stale; a beat comes once a second. */
export const STALE_MS = 1500;
/** Beyond this silence the connection counts as lost, also when the socket says nothing. */
export const LOST_MS = 3000;

const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

/** What is shown may no longer be true. */
export function stale(state: ConnectionState, silentMs: number): boolean {
  switch (state) {
    case "open":
      return silentMs > STALE_MS;
    case "lost":
    case "refused":
      return true;
    case "connecting":
    case "ended":
      return false;
  }
}

/** How long to wait before the next attempt, after `failures` in a row. */
export function waitMs(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** Math.max(0, failures - 1));
}
