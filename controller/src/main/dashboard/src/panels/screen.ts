import { greyCanvas } from "../canvas.ts";
import { STIMULUS, STIMULUS_NAME } from "../colours.ts";
import { LINEAR } from "../contrast.ts";
import { el, Figure, section } from "../dom.ts";
import { fixed } from "../format.ts";
import type { PictureMessage } from "../binary.ts";
import { endNs, failed, onsetNs, type Showing } from "../state/stimuli.ts";
import type { Store } from "../state/store.ts";
import type { Panel } from "./panel.ts";

/** One stimulus with its picture. */
class Card {
  readonly root: HTMLElement;
  readonly #frame = el("div", { class: "picture" });
  readonly #kind: Figure;
  readonly #of: Figure;
  readonly #policy: Figure;
  readonly #age: Figure;
  readonly #countdown: Figure;
  #picture: PictureMessage | null = null;

  constructor(name: string, title: string) {
    this.#kind = new Figure(`${name}.kind`);
    this.#of = new Figure(`${name}.of`);
    this.#policy = new Figure(`${name}.policy`);
    this.#age = new Figure(`${name}.modelAge`, "presentations measured since the data that the model had learnt from");
    this.#countdown = new Figure(`${name}.countdown`);
    this.root = el(
      "div",
      { class: "card", id: `screen-${name}` },
      this.#frame,
      el(
        "div",
        { class: "said" },
        el("div", { class: "name" }, title, " ", this.#countdown.node),
        el("div", {}, this.#kind.node, " ", this.#of.node),
        el("div", {}, this.#policy.node),
        el("div", {}, this.#age.node),
      ),
    );
  }

  /** @param countdownS to its end or to its onset */
  draw(showing: Showing | null, picture: PictureMessage | null, countdownS: number | null, resting: string): void {
    const stimulus = showing?.decision.stimulus ?? null;
    const kind = stimulus?.kind ?? null;
    this.#kind.set(kind, kind === null ? resting : STIMULUS_NAME[kind], showing !== null && failed(showing));
    // A blank is mid-grey, also when no picture of it was told.
    this.#frame.classList.toggle("blank", kind === "blank");
    this.#kind.node.style.color = kind === null || kind === "blank" ? "" : STIMULUS[kind];
    const index = stimulus?.index ?? null;
    this.#of.set(index, index === null ? "" : kind === "synthesized" ? `for cell ${index}` : `no. ${index}`);
    this.#policy.set(showing?.decision.policy, showing?.decision.policy ?? "");
    const age = showing?.decision.modelAge ?? null;
    this.#age.set(age, age === null ? "" : `model ${age} behind`);
    this.#countdown.set(countdownS, countdownS === null ? "" : `${fixed(Math.max(0, countdownS), 1)} s`);
    if (picture !== this.#picture) {
      this.#picture = picture;
      this.#frame.replaceChildren(
        ...(picture === null ? [] : [greyCanvas(picture.grey, picture.widthPx, picture.heightPx, LINEAR)]),
      );
    }
  }
}

/** What the animal sees, and what it will see next. */
export class Screen implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #now = new Card("now", "On the screen");
  readonly #next = new Card("next", "Next");

  constructor(store: Store) {
    this.#store = store;
    this.root = section("screen", "Screen", this.#now.root, this.#next.root);
  }

  take(): void {}

  draw(nowMs: number): void {
    const { stimuli, clock } = this.#store;
    const ns = clock.ns(nowMs);
    const last = stimuli.current(ns);
    const now = last !== null && endNs(last) > ns ? last : null;
    const next = stimuli.next(ns);
    const picture = (showing: Showing | null): PictureMessage | null =>
      showing === null ? null : stimuli.picture(showing.decision.index);
    this.#now.draw(now, picture(now), now === null ? null : (endNs(now) - ns) / 1e9, "nothing");
    this.#next.draw(next, picture(next), next === null ? null : (onsetNs(next) - ns) / 1e9, "not decided");
  }
}
