import type { Fault, LogLine } from "../messages.ts";
import type { Told } from "../told.ts";

const MOST_LINES = 500;

/** Faults, and what is told beside them; oldest first. */
export class Alarms {
  readonly faults: Fault[] = [];
  readonly lines: LogLine[] = [];
  /** Survives a reconnection, after which all faults are told again. */
  readonly #seen = new Set<string>();
  #session = "";

  take(told: Told): void {
    switch (told.type) {
      case "session":
        this.#session = told.body.sessionId;
        break;
      case "fault":
        this.faults.push(told.body);
        keepNewest(this.faults);
        break;
      case "log":
        this.#say(told.body);
        break;
      case "command":
        this.#say({
          level: told.body.accepted ? "info" : "warning",
          what: `${told.body.person}: ${told.body.verb} ${told.body.accepted ? "obeyed" : `refused: ${told.body.reason}`}`,
          sessionNs: told.body.sessionNs,
        });
        break;
      case "new-cells":
        this.#say({
          level: "info",
          what: `search ${told.body.search} for new cells found ${told.body.newCells} new of ${told.body.found}`,
          sessionNs: told.body.sessionNs,
        });
        break;
      default:
        break;
    }
  }

  seen(fault: Fault): boolean {
    return this.#seen.has(this.#key(fault));
  }

  get unseen(): number {
    return this.faults.filter((fault) => !this.seen(fault)).length;
  }

  look(): void {
    this.faults.forEach((fault) => this.#seen.add(this.#key(fault)));
  }

  clear(): void {
    this.faults.length = 0;
    this.lines.length = 0;
  }

  #say(line: LogLine): void {
    this.lines.push(line);
    keepNewest(this.lines);
  }

  #key(fault: Fault): string {
    return `${this.#session}/${fault.sessionNs}/${fault.what}`;
  }
}

function keepNewest(list: unknown[]): void {
  list.splice(0, Math.max(0, list.length - MOST_LINES));
}
