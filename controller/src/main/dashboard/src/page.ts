import { Commands, pageId } from "./commands.ts";
import { Connection } from "./connection.ts";
import { el } from "./dom.ts";
import { Keys } from "./keys.ts";
import { AlarmList } from "./panels/alarms.ts";
import { Banner } from "./panels/banner.ts";
import { CellPanel } from "./panels/cell.ts";
import { Controls } from "./panels/controls.ts";
import { Gallery } from "./panels/gallery.ts";
import { Head } from "./panels/head.ts";
import { Help } from "./panels/help.ts";
import { ImagePanel } from "./panels/image.ts";
import { Latency } from "./panels/latency.ts";
import { Losses } from "./panels/losses.ts";
import { Notes } from "./panels/notes.ts";
import type { Panel } from "./panels/panel.ts";
import { PlanStrip } from "./panels/plan-strip.ts";
import { QualityPanel } from "./panels/quality.ts";
import { RasterPanel } from "./panels/raster.ts";
import { Review } from "./panels/review.ts";
import { Screen } from "./panels/screen.ts";
import { Settings } from "./panels/settings.ts";
import { TracesPanel } from "./panels/traces.ts";
import { Selection } from "./selection.ts";
import { Store } from "./state/store.ts";
import { Stats } from "./stats.ts";
import { Token } from "./token.ts";
import type { Listener, Told } from "./told.ts";

/** No eye needs more, and a phone's battery lasts longer. */
const DRAW_EVERY_MS = 40;
const TICK_EVERY_MS = 250;

/** The page: what it knows, what it shows, and the connection between it and the controller. */
export class Page implements Listener {
  readonly stats = new Stats();
  readonly connection: Connection;
  readonly #store = new Store();
  readonly #selection: Selection;
  readonly #commands: Commands;
  readonly #image: ImagePanel;
  readonly #panels: readonly Panel[];
  #asked = "";
  #drawnMs = 0;

  constructor() {
    const token = new Token();
    const keys = new Keys();
    const help = new Help(keys); // before all others, so that Escape closes it first
    const store = this.#store;
    this.connection = new Connection(token, this, this.stats);
    const send = (message: Parameters<Connection["send"]>[0]): boolean => this.connection.send(message);
    this.#commands = new Commands(pageId(), send);
    this.#selection = new Selection(() => this.#reselect());

    const controls = new Controls(store, this.#commands, keys, () => this.connection.state === "open");
    this.#image = new ImagePanel(store, this.#selection, new CellPanel(store, this.#selection, this.#commands), keys, send);
    const head = new Head(store, this.connection);
    const plan = new PlanStrip(store);
    const banner = new Banner(this.connection, token);
    const review = new Review(store, keys, send);
    const left: Panel[] = [this.#image, new Screen(store)];
    const middle: Panel[] = [new TracesPanel(store), new RasterPanel(store), new Gallery(store, this.#commands)];
    const right: Panel[] = [
      new QualityPanel(store),
      new Latency(store),
      new Losses(store, this.stats),
      new Settings(store, this.#commands),
      new AlarmList(store, keys),
      new Notes(store, this.#commands, keys),
    ];
    this.#panels = [head, plan, controls, help, banner, review, ...left, ...middle, ...right];
    const column = (name: string, panels: readonly Panel[]): HTMLElement =>
      el("div", { class: `column ${name}` }, ...panels.map((panel) => panel.root));
    document.body.append(
      el("header", { id: "top" }, head.root, help.root, controls.root, plan.root, banner.root, review.root),
      el("main", { id: "panels" }, column("left", left), column("middle", middle), column("right", right)),
    );
  }

  open(): void {
    this.connection.open();
    setInterval(() => this.#tick(), TICK_EVERY_MS);
    document.addEventListener("visibilitychange", () => {
      this.#image.ask();
      this.#tick(); // browsers hold back the timers of a hidden page
    });
    requestAnimationFrame((nowMs) => this.#frame(nowMs));
  }

  take(told: Told, nowMs: number): void {
    this.#store.take(told, nowMs);
    this.#commands.take(told, nowMs);
    if (told.type === "hello" || told.type === "reset") {
      this.#asked = ""; // what lies before is to be told again
    } else if (told.type === "session") {
      this.#reselect();
    }
    for (const panel of this.#panels) {
      panel.take(told);
    }
  }

  /** Asks for the traces of what is to be shown, when it has not asked for the same already. */
  #reselect(): void {
    const cells = this.#selection.shown(this.#store);
    const asked = cells.join();
    if (asked !== this.#asked && this.connection.send({ type: "select", cells })) {
      this.#asked = asked;
    }
    this.#image.reselected();
  }

  #tick(): void {
    const nowMs = performance.now();
    this.connection.tick(nowMs);
    this.#commands.tick(nowMs);
    if (document.hidden) {
      this.stats.hidden();
    }
  }

  /** The browser calls for no frames while the page is hidden. */
  #frame(atMs: number): void {
    requestAnimationFrame((nextMs) => this.#frame(nextMs));
    if (document.hidden || atMs - this.#drawnMs < DRAW_EVERY_MS) {
      return;
    }
    this.#drawnMs = atMs;
    const nowMs = performance.now();
    document.body.classList.toggle("stale", this.connection.stale(nowMs));
    document.body.classList.toggle("reviewing", this.#store.review);
    for (const panel of this.#panels) {
      panel.draw(nowMs);
    }
    this.stats.drawn(performance.now());
  }
}
