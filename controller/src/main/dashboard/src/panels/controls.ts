import type { Commands } from "../commands.ts";
import { Confirmed } from "../confirmed.ts";
import { button, el, Figure } from "../dom.ts";
import type { Keys } from "../keys.ts";
import type { Session, Verb } from "../messages.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";

type Phase = Session["phase"];

const BEFORE: readonly Phase[] = ["waiting", "armed"];
const GOING: readonly Phase[] = ["calibrating", "running"];
const ALIVE: readonly Phase[] = [...BEFORE, ...GOING, "paused"];

/** What steers the session. Abort takes one press and is there as long as there is anything to abort. */
export class Controls implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #commands: Commands;
  readonly #connected: () => boolean;
  readonly #start: Confirmed;
  readonly #stop: Confirmed;
  readonly #next: Confirmed;
  readonly #pause: HTMLButtonElement;
  readonly #abort: HTMLButtonElement;
  readonly #outcome = new Figure("outcome");
  readonly #buttons: HTMLElement;

  constructor(store: Store, commands: Commands, keys: Keys, connected: () => boolean) {
    this.#store = store;
    this.#connected = connected;
    this.#commands = commands;
    this.#start = new Confirmed("Start", () => this.#give("start"), { id: "start" });
    this.#stop = new Confirmed("Stop", () => this.#give("stop"), { id: "stop" });
    this.#next = new Confirmed("Next block", () => this.#give("next-block"), { id: "next-block" });
    this.#pause = button("Pause", () => this.#pauseOrResume(), { id: "pause" });
    this.#abort = button("ABORT", () => this.#give("abort"), { id: "abort", title: "Shift+A" });
    this.#buttons = el(
      "div",
      { class: "buttons" },
      this.#start.node,
      this.#pause,
      this.#next.node,
      this.#stop.node,
      this.#abort,
    );
    const outcome = el("div", { class: "outcome", role: "status", "aria-live": "assertive" }, this.#outcome.node);
    this.root = el("div", { class: "controls", id: "controls", role: "group", "aria-label": "Controls" }, this.#buttons, outcome);

    const operator = (): boolean => store.operator;
    keys.bind("Shift+A", "ABORT: outputs safe at once, the session ends", () => this.#abort.click(), operator);
    keys.bind("Shift+S", "start (twice)", () => this.#start.press(), operator);
    keys.bind("Shift+P", "pause or resume", () => this.#pause.click(), operator);
    keys.bind("Shift+N", "next block (twice)", () => this.#next.press(), operator);
    keys.bind("Shift+E", "end the session in order: stop (twice)", () => this.#stop.press(), operator);
  }

  take(): void {}

  draw(nowMs: number): void {
    this.#commands.tick(nowMs);
    const { operator, review, session } = this.#store;
    const phase = session?.phase ?? null;
    const alive = phase === null || ALIVE.includes(phase);
    const may = (phases: readonly Phase[]): boolean =>
      operator && phase !== null && phases.includes(phase) && this.#connected();
    this.#buttons.hidden = review;
    this.#start.draw(nowMs, may(BEFORE));
    this.#stop.draw(nowMs, may(ALIVE));
    this.#next.draw(nowMs, may([...GOING, "paused"]));
    this.#pause.disabled = !may([...GOING, "paused"]);
    const pauseLabel = phase === "paused" ? "Resume" : "Pause";
    if (this.#pause.textContent !== pauseLabel) {
      this.#pause.textContent = pauseLabel;
    }
    // Also before a phase is known, and without a connection: it says then that it was not sent.
    this.#abort.disabled = !(operator && alive);
    this.#drawOutcome();
  }

  #drawOutcome(): void {
    const { newest } = this.#commands;
    const { hello, review } = this.#store;
    if (newest !== null) {
      this.#outcome.set(newest.state, newest.text, newest.state !== "obeyed" && newest.state !== "waiting");
    } else if (hello === null || review) {
      this.#outcome.set("", "");
    } else {
      const may = hello.role === "watcher" ? "watching only" : "operator";
      this.#outcome.set(hello.role, `${hello.person}: ${may}`);
    }
  }

  #pauseOrResume(): void {
    this.#give(this.#store.session?.phase === "paused" ? "resume" : "pause");
  }

  #give(verb: Verb): void {
    this.#commands.give(performance.now(), verb);
  }
}
