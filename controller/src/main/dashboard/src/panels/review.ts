import { button, el, Figure } from "../dom.ts";
import { sessionTime } from "../format.ts";
import type { Keys } from "../keys.ts";
import type { ClientMessage } from "../messages.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";
import { ReviewTrack } from "./review-track.ts";

const SPEEDS = [1, 4, 16] as const;
const STEP_NS = 10e9;
/** The controller moves the whole session for each; a slider that is dragged would ask for hundreds. */
const SEEK_EVERY_MS = 150;

/** Moves through a finished session. */
export class Review implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #send: (message: ClientMessage) => void;
  readonly #track: ReviewTrack;
  readonly #slider = el("input", { type: "range", id: "review-slider", min: "0", max: "1", step: "1", "aria-label": "Session time" });
  readonly #play = button("Play", () => this.#toggle(), { id: "review-play" });
  readonly #speeds: readonly (readonly [number, HTMLButtonElement])[];
  readonly #time = new Figure("review.sessionNs");
  readonly #end = new Figure("review.endNs");
  #wantedNs: number | null = null;
  #askedMs = 0;

  constructor(store: Store, keys: Keys, send: (message: ClientMessage) => void) {
    this.#store = store;
    this.#send = send;
    this.#track = new ReviewTrack(store, (ns) => this.#seek(ns));
    this.#speeds = SPEEDS.map((speed) => [speed, button(`${speed}x`, () => this.#ask(true, speed))] as const);
    this.#slider.addEventListener("input", () => (this.#wantedNs = Number(this.#slider.value) * 1e6));
    this.root = el(
      "div",
      { class: "review", id: "review", role: "group", "aria-label": "Review" },
      this.#play,
      ...this.#speeds.map(([, node]) => node),
      el("span", { class: "times" }, this.#time.node, " / ", this.#end.node),
      el("div", { class: "track" }, this.#slider, this.#track.root),
    );
    const review = (): boolean => store.review;
    keys.bind(" ", "play or pause", () => this.#toggle(), review);
    keys.bind("ArrowLeft", "back 10 s", () => this.#step(-STEP_NS), review);
    keys.bind("ArrowRight", "on 10 s", () => this.#step(STEP_NS), review);
    keys.bind("PageUp", "previous block", () => this.#jump(this.#track.blockStarts(), -1), review);
    keys.bind("PageDown", "next block", () => this.#jump(this.#track.blockStarts(), 1), review);
    keys.bind("Shift+PageUp", "previous fault", () => this.#jump(this.#track.faults(), -1), review);
    keys.bind("Shift+PageDown", "next fault", () => this.#jump(this.#track.faults(), 1), review);
    SPEEDS.forEach((speed, i) => keys.bind(String(i + 1), `speed ${speed}x`, () => this.#ask(true, speed), review));
  }

  take(): void {}

  draw(nowMs: number): void {
    const { position, review } = this.#store;
    this.root.hidden = !review;
    if (!review || position === null) {
      return;
    }
    if (this.#wantedNs !== null && nowMs - this.#askedMs >= SEEK_EVERY_MS) {
      this.#askedMs = nowMs;
      this.#seek(this.#wantedNs);
      this.#wantedNs = null;
    }
    // Milliseconds: a range input is not sure to hold nanoseconds.
    this.#slider.max = String(Math.ceil(position.endNs / 1e6));
    if (document.activeElement !== this.#slider || nowMs - this.#askedMs > 1000) {
      this.#slider.value = String(Math.round(position.sessionNs / 1e6));
    }
    this.#time.set(position.sessionNs, sessionTime(position.sessionNs));
    this.#end.set(position.endNs, sessionTime(position.endNs));
    const label = position.playing ? "Pause" : "Play";
    if (this.#play.textContent !== label) {
      this.#play.textContent = label;
    }
    this.#speeds.forEach(([speed, node]) => node.setAttribute("aria-pressed", String(speed === position.speed)));
    this.#track.draw(position);
  }

  #seek(ns: number): void {
    const endNs = this.#store.position?.endNs ?? 0;
    this.#send({ type: "seek", sessionNs: Math.round(Math.min(endNs, Math.max(0, ns))) });
  }

  #step(byNs: number): void {
    this.#seek((this.#store.position?.sessionNs ?? 0) + byNs);
  }

  #jump(places: readonly number[], direction: 1 | -1): void {
    const to = neighbour(places, this.#store.position?.sessionNs ?? 0, direction);
    if (to !== null) {
      this.#seek(to);
    }
  }

  #toggle(): void {
    const { position } = this.#store;
    this.#ask(!(position?.playing ?? false), position?.speed ?? 1);
  }

  #ask(playing: boolean, speed: number): void {
    this.#send({ type: "play", playing, speed });
  }
}

/** Within this of a place one is at it, and goes back to the one before. */
const AT_NS = 1e9;

/** The next place in a direction, null when there is none. */
export function neighbour(places: readonly number[], ns: number, direction: 1 | -1): number | null {
  const beyond = places.filter((place) => (direction > 0 ? place > ns : place < ns - AT_NS));
  return beyond.length === 0 ? null : direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
}
