import type { Connection } from "../connection.ts";
import { Figure, el } from "../dom.ts";
import { bytes, duration, NOTHING, sessionTime, timeOfDay } from "../format.ts";
import { kindsOfLoss } from "../state/losses.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";

/** Below this a session may not end with its file whole. */
const LITTLE_DISK_BYTES = 5e9;

/** Who, what, where, how far, and whether it is kept. */
export class Head implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #connection: Connection;
  readonly #light = el("span", { class: "light", "aria-hidden": "true" });
  readonly #recording = new Figure("recording");
  readonly #rig = new Figure("rig");
  readonly #experiment = new Figure("experiment");
  readonly #subject = new Figure("subject");
  readonly #sessionId = new Figure("sessionId");
  readonly #phase = new Figure("phase");
  readonly #block = new Figure("block");
  readonly #blockOf = new Figure("blockOf");
  readonly #elapsed = new Figure("elapsedNs");
  readonly #remaining = new Figure("remainingSeconds");
  readonly #disk = new Figure("diskFreeBytes");
  readonly #state = new Figure("connection");
  readonly #losses = new Figure("kindsOfLoss");
  readonly #unseen = new Figure("unseenFaults");

  constructor(store: Store, connection: Connection) {
    this.#store = store;
    this.#connection = connection;
    const item = (name: string, kind: string, ...children: Node[]): HTMLElement =>
      el("div", { class: `item ${kind}` }, el("span", { class: "name" }, name), el("span", { class: "value" }, ...children));
    this.#unseen.node.setAttribute("aria-live", "assertive");
    this.root = el(
      "div",
      { class: "head", id: "head" },
      el("div", { class: "item recording", role: "status" }, this.#light, this.#recording.node),
      item("connection", "connection", this.#state.node),
      item("losses", "jump", el("a", { href: "#losses" }, this.#losses.node)),
      item("alarms", "jump", el("a", { href: "#alarms" }, this.#unseen.node)),
      item("phase", "phase", this.#phase.node),
      item("block", "block", this.#block.node, this.#blockOf.node),
      item("elapsed", "time", this.#elapsed.node),
      item("remaining", "time", this.#remaining.node),
      item("subject", "typed subject", this.#subject.node),
      item("experiment", "typed experiment", this.#experiment.node),
      item("rig", "typed rig", this.#rig.node),
      item("session", "typed wide", this.#sessionId.node),
      item("disk free", "disk", this.#disk.node),
    );
  }

  take(): void {}

  draw(nowMs: number): void {
    const { session, hello, health, plan } = this.#store;
    const typed = (figure: Figure, text: string): void => {
      figure.set(text, text);
      if (figure.node.title !== text) {
        figure.node.title = text;
      }
    };
    typed(this.#rig, session?.rig ?? hello?.rig ?? "");
    typed(this.#experiment, session?.experiment ?? "");
    typed(this.#subject, session?.subject ?? "");
    typed(this.#sessionId, session?.sessionId ?? "");
    const phase = session?.phase ?? "";
    this.#phase.set(phase, phase, phase === "aborted" || phase === "failed" || phase === "cut off");
    this.#phase.node.dataset["phase"] = phase;

    const block = plan.current?.block ?? "";
    this.#block.set(block, block === "" ? "none" : block);
    this.#blockOf.set(plan.place + 1, plan.planned.length === 0 ? "" : ` ${Math.max(0, plan.place + 1)} of ${plan.planned.length}`);
    const ns = this.#store.clock.ns(nowMs);
    this.#elapsed.set(ns, sessionTime(ns));
    this.#drawRemaining(ns);

    const recording = health?.recording ?? false;
    const running = phase === "running" || phase === "calibrating";
    this.#light.classList.toggle("on", recording);
    const unkept = running && health !== null && !recording && !this.#store.review;
    const unlit = this.#store.review ? "review" : unkept ? "NOT recording" : "not recording";
    this.#recording.set(recording, recording ? "REC" : unlit);
    this.#recording.node.classList.toggle("warn", unkept);
    const free = health?.diskFreeBytes ?? null;
    this.#disk.set(free, bytes(free), free !== null && free < LITTLE_DISK_BYTES);
    const lost = kindsOfLoss(health, this.#store.stimuli.notSeen);
    this.#losses.set(lost, lost === null ? NOTHING : lost === 0 ? "none" : lost === 1 ? "1 kind" : `${lost} kinds`, lost !== null && lost > 0);
    const { unseen } = this.#store.alarms;
    this.#unseen.set(unseen, unseen === 0 ? "none" : `${unseen} new`, unseen > 0);
    this.#drawConnection(nowMs);
  }

  /** Told once a second at most; between, it goes down with the session's clock. */
  #drawRemaining(ns: number): void {
    const { health } = this.#store;
    const told = health?.remainingSeconds ?? null;
    const left = told === null || health === null ? null : Math.max(0, told - Math.max(0, ns - health.sessionNs) / 1e9);
    this.#remaining.set(left, duration(left));
  }

  #drawConnection(nowMs: number): void {
    const { state, lastHeard } = this.#connection;
    const stale = this.#connection.stale(nowMs);
    const since = lastHeard === null ? "" : ` ${timeOfDay(lastHeard)}`;
    const text = state === "open" ? (stale ? `silent${since}` : "live") : state === "lost" ? `lost${since}` : state;
    this.#state.set(state, text, state === "lost" || state === "refused" || stale);
  }
}
