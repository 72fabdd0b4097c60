import { decode } from "./binary.ts";
import { LOST_MS, stale, waitMs, type ConnectionState } from "./liveness.ts";
import type { ClientMessage, ServerMessage } from "./messages.ts";
import type { Stats } from "./stats.ts";
import { wellFormed, type Token } from "./token.ts";
import type { Listener } from "./told.ts";

/** The one WebSocket to the controller, opened again whenever it goes. */
export class Connection {
  state: ConnectionState = "connecting";
  /** Why the controller has ended, or why it does not let the page in. */
  why = "";
  /** When the last message came; on the wall, for people. */
  lastHeard: Date | null = null;
  #lastHeardMs = 0;
  #triedMs = 0;
  #socket: WebSocket | null = null;
  #failures = 0;
  #retryAtMs: number | null = null;
  #nextSeq = 0;
  readonly #token: Token;
  readonly #listener: Listener;
  readonly #stats: Stats;

  constructor(token: Token, listener: Listener, stats: Stats) {
    this.#token = token;
    this.#listener = listener;
    this.#stats = stats;
  }

  open(): void {
    this.#retryAtMs = null;
    this.#triedMs = performance.now();
    const protocols = this.#token.protocols;
    if (!protocols.every(wellFormed)) {
      this.#refuse("The token holds characters that no token has.");
      return;
    }
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`, protocols);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      this.#nextSeq = 0;
    });
    socket.addEventListener("message", (event: MessageEvent<unknown>) => {
      if (socket === this.#socket) {
        this.#hear(event.data);
      }
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) {
        this.#lose(opened);
      }
    });
  }

  /** Tries at once, with the token as it is now. */
  openAgain(): void {
    this.#drop();
    this.open();
  }

  /** @return false when there is no connection; nothing is kept to be sent later */
  send(message: ClientMessage): boolean {
    if (this.state !== "open" || this.#socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  silentMs(nowMs: number): number {
    return nowMs - this.#lastHeardMs;
  }

  stale(nowMs: number): boolean {
    return stale(this.state, this.silentMs(nowMs));
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    if (this.#retryAtMs !== null && nowMs >= this.#retryAtMs) {
      this.open();
    } else if (this.#socket !== null && nowMs - Math.max(this.#lastHeardMs, this.#triedMs) > LOST_MS) {
      // A network that goes without a word leaves the socket open for minutes.
      const opened = this.#socket.readyState !== WebSocket.CONNECTING;
      this.#drop();
      this.#lose(opened);
    }
  }

  #hear(data: unknown): void {
    const nowMs = performance.now();
    this.#lastHeardMs = nowMs;
    this.lastHeard = new Date();
    try {
      if (data instanceof ArrayBuffer) {
        const told = decode(data);
        this.#stats.heard(told.type);
        this.#listener.take(told, nowMs);
      } else if (data !== "") {
        this.#hearText(JSON.parse(String(data)) as ServerMessage, nowMs);
      }
    } catch (problem) {
      // One message that cannot be read must not take the others with it; the count is shown.
      this.#stats.unreadable++;
      console.error("a message of the controller was not understood", problem);
    }
  }

  #hearText(told: ServerMessage, nowMs: number): void {
    this.#stats.missed += Math.max(0, told.seq - this.#nextSeq);
    this.#nextSeq = told.seq + 1;
    this.#stats.heard(told.type);
    if (told.type === "hello") {
      this.state = "open";
      this.#failures = 0;
      this.#stats.hellos++;
    } else if (told.type === "goodbye") {
      this.state = "ended";
      this.why = told.body.why;
    }
    this.#listener.take(told, nowMs);
  }

  #lose(opened: boolean): void {
    this.#socket = null;
    this.#failures++;
    this.#retryAtMs = performance.now() + waitMs(this.#failures);
    if (this.state === "open") {
      this.state = "lost";
    }
    if (!opened && this.state !== "ended") {
      void this.#askWhy();
    }
  }

  /** A browser does not say why a socket was not opened. When the page itself is still served, it was refused. */
  async #askWhy(): Promise<void> {
    try {
      const answer = await fetch("/", { method: "HEAD", cache: "no-store" });
      // Whatever it says of the page, somebody is there; a proxy without anybody behind it says 502 or the like.
      if (answer.status < 500 && this.state !== "open" && this.state !== "ended") {
        this.#refuse("The controller did not let this page in. It may want a token, or another one.");
      }
    } catch {
      if (this.state !== "open" && this.state !== "ended") {
        this.state = "lost";
      }
    }
  }

  #refuse(why: string): void {
    this.state = "refused";
    this.why = why;
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}
