import type { ConnectionState } from "./liveness.ts";

/** What the page's tests read. */
export interface PageStats {
  /** By type. */
  readonly messages: Record<string, number>;
  readonly draws: number;
  readonly hellos: number;
  readonly missed: number;
  readonly unreadable: number;
  /** Of the last draws that had something to show: from the first message's arrival to the end of the drawing. */
  readonly delaysMs: number[];
  readonly connection: ConnectionState;
  readonly silentMs: number;
}

declare global {
  interface Window {
    loopscope: { stats(): PageStats };
  }
}
