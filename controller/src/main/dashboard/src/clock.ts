import type { Told } from "./told.ts";

/** Beyond this silence the session's time is no longer known and stands still. */
const LONGEST_GUESS_MS = 1500;

/**
 * The session's time, estimated between messages from the page's own monotonic clock. In review and at full speed, where
 * session time does not go like the page's, it is what was told last.
 */
export class SessionClock {
  #toldNs = 0;
  #toldAtMs = 0;
  #known = false;
  #goes = false;
  #review = false;

  take(told: Told, nowMs: number): void {
    switch (told.type) {
      case "hello":
        this.#clear();
        this.#review = told.body.review;
        break;
      case "reset":
        this.#clear();
        break;
      case "session":
        this.#goes = !told.body.fullSpeed && GOING.has(told.body.phase);
        this.#tell(told.body.sessionNs, nowMs);
        break;
      case "health":
        this.#tell(told.body.sessionNs, nowMs);
        break;
      case "frame":
        this.#tell(told.body.frameEndNs, nowMs);
        break;
      case "review":
        this.#toldNs = told.body.sessionNs;
        this.#known = true;
        break;
      default:
        break;
    }
  }

  get known(): boolean {
    return this.#known;
  }

  /** Session nanoseconds at `nowMs` of the page's clock; 0 before anything was told. */
  ns(nowMs: number): number {
    if (this.#review || !this.#goes) {
      return this.#toldNs;
    }
    const sinceMs = Math.min(Math.max(nowMs - this.#toldAtMs, 0), LONGEST_GUESS_MS);
    return this.#toldNs + sinceMs * 1e6;
  }

  /** Older times are of the history, which is told anew after a hello. A beat may come without a time. */
  #tell(sessionNs: number | undefined, nowMs: number): void {
    if (this.#review || !Number.isFinite(sessionNs) || sessionNs! < this.#toldNs) {
      return;
    }
    this.#toldNs = sessionNs!;
    this.#toldAtMs = nowMs;
    this.#known = true;
  }

  #clear(): void {
    this.#toldNs = 0;
    this.#known = false;
  }
}

const GOING: ReadonlySet<string> = new Set(["calibrating", "running", "paused"]);
