import type { CommandRequest, Reply, Verb } from "./messages.ts";
import type { Listener, Told } from "./told.ts";

const PATIENCE_MS = 5000;
/** What has been answered is shown this long. */
const SHOWN_MS = 20_000;
/** An abort that nobody has answered is sent again for this long, should the connection come back. */
const ABORT_HOLDS_MS = 30_000;

export interface Outcome {
  readonly id: string;
  readonly verb: Verb;
  readonly state: "waiting" | "obeyed" | "refused" | "silent" | "unsent";
  readonly text: string;
}

interface Asked {
  readonly request: CommandRequest;
  readonly atMs: number;
  readonly sessionId: string;
  readonly settled: (reply: Reply) => void;
}

/** What this page has asked for, and what became of it. */
export class Commands implements Listener {
  newest: Outcome | null = null;
  readonly #asked = new Map<string, Asked>();
  readonly #send: (request: CommandRequest) => boolean;
  readonly #page: string;
  #sessionId = "";
  #count = 0;
  #again = false;
  #nowMs = 0;
  #saidMs = 0;

  /**
   * @param page tells this page's ids from those of all others
   * @param send false when there is no connection
   */
  constructor(page: string, send: (request: CommandRequest) => boolean) {
    this.#page = page;
    this.#send = send;
  }

  /** @param settled is told the controller's reply, should it come */
  give(
    nowMs: number,
    verb: Verb,
    args: NonNullable<CommandRequest["arguments"]> | null = null,
    settled: (reply: Reply) => void = () => {},
  ): string {
    this.#nowMs = nowMs;
    const id = `${this.#page}-${this.#count++}`;
    const request: CommandRequest = { type: "command", id, verb, ...(args === null ? {} : { arguments: args }) };
    const asked = { request, atMs: nowMs, sessionId: this.#sessionId, settled };
    if (this.#send(request)) {
      this.#asked.set(id, asked);
      this.#say(request, "waiting", `${verb}: sent`);
    } else if (verb === "abort") {
      this.#asked.set(id, asked);
      this.#say(request, "unsent", "ABORT NOT SENT: there is no connection. Stop the rig by hand. It is sent when the connection is back.");
    } else {
      this.#say(request, "unsent", `${verb}: not sent, there is no connection`);
    }
    return id;
  }

  take(told: Told, nowMs: number): void {
    this.#nowMs = nowMs;
    if (told.type === "reply") {
      this.#settle(told.body);
    } else if (told.type === "session") {
      this.#sessionId = told.body.sessionId;
      this.#abortAgain(nowMs);
    } else if (told.type === "hello") {
      // Replies are told to the connection that asked: none will come for what went before.
      for (const [id, { request }] of this.#asked) {
        if (request.verb !== "abort") {
          this.#asked.delete(id);
          this.#say(request, "silent", `${request.verb}: the connection went before an answer came; see whether it was obeyed`);
        }
      }
      this.#again = true;
    }
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    this.#nowMs = nowMs;
    const answered = this.newest?.state === "obeyed" || this.newest?.state === "refused";
    if (answered && nowMs - this.#saidMs > SHOWN_MS) {
      this.newest = null;
    }
    for (const { request, atMs } of this.#asked.values()) {
      if (nowMs - atMs > PATIENCE_MS && this.newest?.id === request.id && this.newest.state === "waiting") {
        this.#say(request, "silent", `${request.verb}: no answer for ${PATIENCE_MS / 1000} s`);
      }
    }
  }

  /** The same id is obeyed once only. Another session than the one that was meant is left alone. */
  #abortAgain(nowMs: number): void {
    if (!this.#again) {
      return;
    }
    this.#again = false;
    for (const [id, { request, atMs, sessionId }] of this.#asked) {
      if (sessionId === this.#sessionId && nowMs - atMs <= ABORT_HOLDS_MS) {
        this.#send(request);
        this.#say(request, "waiting", `${request.verb}: sent again`);
      } else {
        this.#asked.delete(id);
      }
    }
  }

  #settle(reply: Reply): void {
    const asked = this.#asked.get(reply.id);
    if (asked === undefined) {
      return;
    }
    this.#asked.delete(reply.id);
    const verb = asked.request.verb;
    if (reply.accepted) {
      this.#say(asked.request, "obeyed", `${verb}: obeyed`);
    } else {
      this.#say(asked.request, "refused", `${verb} refused: ${reply.reason}`);
    }
    asked.settled(reply);
  }

  #say(request: CommandRequest, state: Outcome["state"], text: string): void {
    this.#saidMs = this.#nowMs;
    this.newest = { id: request.id, verb: request.verb, state, text };
  }
}

/** 96 random bits. `crypto.randomUUID` is missing on a page that is not served over TLS. */
export function pageId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
