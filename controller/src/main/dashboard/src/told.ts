import type { BinaryMessage } from "./binary.ts";
import type { ServerMessage } from "./messages.ts";

/** Whatever the controller tells, text or binary. */
export type Told = ServerMessage | BinaryMessage;

/** Whatever the page keeps of it. `nowMs` is the page's monotonic clock. */
export interface Listener {
  take(told: Told, nowMs: number): void;
}
