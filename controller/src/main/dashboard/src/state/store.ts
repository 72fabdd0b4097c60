import { SessionClock } from "../clock.ts";
import type { Config, FrameSummary, Health, Hello, Mark, Outline, ReviewPosition, Session } from "../messages.ts";
import type { Listener, Told } from "../told.ts";
import { Alarms } from "./alarms.ts";
import { Learning } from "./learning.ts";
import { Plan } from "./plan.ts";
import { Planes } from "./planes.ts";
import { Raster } from "./raster.ts";
import { Stimuli } from "./stimuli.ts";
import { Synthesized } from "./synthesized.ts";
import { Traces } from "./traces.ts";

/** Phases after which nothing more is shown to the animal. */
const OVER: ReadonlySet<Session["phase"]> = new Set<Session["phase"]>(["completed", "aborted", "failed", "cut off"]);

const NOTHING: Outline = { blocks: [], marks: [], faults: [] };

/** All that the controller has told of the session. The panels read it and never write it. */
export class Store implements Listener {
  readonly clock = new SessionClock();
  readonly plan = new Plan();
  readonly planes = new Planes();
  readonly traces = new Traces();
  readonly raster = new Raster();
  readonly stimuli = new Stimuli();
  readonly synthesized = new Synthesized();
  readonly learning = new Learning();
  readonly alarms = new Alarms();
  readonly marks: Mark[] = [];
  hello: Hello | null = null;
  session: Session | null = null;
  config: Config | null = null;
  health: Health | null = null;
  frame: FrameSummary | null = null;
  position: ReviewPosition | null = null;
  outline: Outline = NOTHING;

  take(told: Told, nowMs: number): void {
    this.clock.take(told, nowMs);
    switch (told.type) {
      case "hello":
        this.#clear();
        this.hello = told.body;
        this.position = null;
        this.outline = NOTHING;
        break;
      case "reset":
        this.#clear();
        break;
      case "session":
        this.session = told.body;
        break;
      case "config":
        this.config = told.body;
        this.plan.plan(told.body.plan);
        break;
      case "health":
        this.health = told.body;
        break;
      case "frame":
        if (told.body.frameEndNs !== undefined) {
          this.frame = told.body; // an empty one is a beat only
        }
        break;
      case "block":
        this.plan.take(told.body);
        break;
      case "mark":
        this.marks.push(told.body);
        break;
      case "outline":
        this.outline = told.body;
        break;
      case "review":
        this.position = told.body;
        break;
      case "traces":
        this.traces.take(told);
        break;
      case "raster":
        this.raster.take(told);
        break;
      default:
        break;
    }
    this.stimuli.take(told);
    this.synthesized.take(told, this.stimuli);
    this.learning.take(told);
    this.planes.take(told);
    this.alarms.take(told);
  }

  get targets(): readonly number[] {
    return this.session?.targets ?? [];
  }

  get vetoed(): readonly number[] {
    return this.session?.vetoed ?? [];
  }

  /** All that have a number, those found while the session ran included. */
  get cells(): number {
    return this.session === null ? 0 : this.session.cells + this.session.newCells;
  }

  /** Whether it was found while the session ran: it is looked at, never aimed at. */
  isNew(cell: number): boolean {
    return this.session !== null && cell >= this.session.cells;
  }

  get review(): boolean {
    return this.hello?.review ?? false;
  }

  get operator(): boolean {
    return this.hello?.role === "operator" && !this.review;
  }

  get over(): boolean {
    return this.session !== null && OVER.has(this.session.phase);
  }

  #clear(): void {
    this.plan.clear();
    this.planes.clear();
    this.traces.clear();
    this.raster.clear();
    this.stimuli.clear();
    this.synthesized.clear();
    this.learning.clear();
    this.alarms.clear();
    this.marks.length = 0;
    this.session = null;
    this.config = null;
    this.health = null;
    this.frame = null;
  }
}
