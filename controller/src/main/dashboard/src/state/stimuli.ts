import type { PictureMessage } from "../binary.ts";
import type { Decision, Presented } from "../messages.ts";
import type { Told } from "../told.ts";

export interface Showing {
  readonly decision: Decision;
  presented: Presented | null;
}

/** Enough for the longest stretch of traces at two stimuli a second, several times over. */
const MOST_SHOWINGS = 4000;
const MOST_PICTURES = 2000;

/** What was decided, shown and is to be shown, and the pictures. */
export class Stimuli {
  readonly #showings = new Map<number, Showing>();
  readonly #pictures = new Map<number, PictureMessage>();
  notSeen = 0;

  take(told: Told): void {
    switch (told.type) {
      case "decision":
        this.#showings.set(told.body.index, { decision: told.body, presented: null });
        forgetOldest(this.#showings, MOST_SHOWINGS);
        break;
      case "presentation": {
        const showing = this.#showings.get(told.body.decision);
        if (showing !== undefined) {
          showing.presented = told.body;
        }
        if (told.body.outcome === "NOT_SEEN") {
          this.notSeen++;
        }
        break;
      }
      case "picture":
        this.#pictures.set(told.decision, told);
        forgetOldest(this.#pictures, MOST_PICTURES);
        break;
      default:
        break;
    }
  }

  clear(): void {
    this.#showings.clear();
    this.#pictures.clear();
    this.notSeen = 0;
  }

  picture(decision: number): PictureMessage | null {
    return this.#pictures.get(decision) ?? null;
  }

  /** The one whose onset came last, also when it has ended since; null before the first. */
  current(ns: number): Showing | null {
    let latest: Showing | null = null;
    for (const showing of this.#showings.values()) {
      if (onsetNs(showing) <= ns && (latest === null || onsetNs(showing) >= onsetNs(latest))) {
        latest = showing;
      }
    }
    return latest;
  }

  next(ns: number): Showing | null {
    let first: Showing | null = null;
    for (const showing of this.#showings.values()) {
      if (onsetNs(showing) > ns && (first === null || onsetNs(showing) < onsetNs(first))) {
        first = showing;
      }
    }
    return first;
  }

  /** Those on the screen at any time between, in the order of their decisions. */
  between(fromNs: number, toNs: number): Showing[] {
    return [...this.#showings.values()].filter((showing) => endNs(showing) > fromNs && onsetNs(showing) < toNs);
  }
}

/** As the photodiode saw it, as requested until it has. */
export function onsetNs(showing: Showing): number {
  return showing.presented?.measuredOnsetNs ?? showing.decision.requestedOnsetNs;
}

export function endNs(showing: Showing): number {
  return showing.presented?.measuredOffsetNs ?? onsetNs(showing) + showing.decision.durationNs;
}

export function failed(showing: Showing): boolean {
  return showing.decision.missedDeadline || (showing.presented !== null && showing.presented.outcome === "NOT_SEEN");
}

/** A Map keeps the order in which its keys first came. */
function forgetOldest<V>(map: Map<number, V>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) {
      return;
    }
    map.delete(key);
  }
}
