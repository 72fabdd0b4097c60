import { Surface } from "../canvas.ts";
import { TARGET } from "../colours.ts";
import { el, section } from "../dom.ts";
import { COLUMN_NS, rowOf, SLOTS } from "../state/raster.ts";
import type { Store } from "../state/store.ts";
import type { Told } from "../told.ts";
import type { Panel } from "./panel.ts";
import { shownNs } from "./timeline-drawing.ts";
import { LEFT_PX, RIGHT_PX } from "./trace-drawing.ts";

/** Beside the picture, for the marks of the targets; a minute lies below the same minute of the traces. */
const MARGIN_PX = LEFT_PX;
/** dF/F of the brightest colour; a step of the raster is 0.01 dF/F. */
const BRIGHTEST_STEPS = 150;

/**
 * All cells over the last minute. The picture lies on a canvas of one pixel a slot, used in a circle: only new slots are
 * painted, and scrolling costs two copies.
 */
export class RasterPanel implements Panel {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #surface = new Surface("Activity of all cells over the last minute");
  readonly #circle = document.createElement("canvas");
  readonly #scale = el("span", { class: "scale" });
  #cells = 0;
  #paintedTo = -1;
  #changed = true;
  #drawnSlot = -1;

  constructor(store: Store) {
    this.#store = store;
    this.root = section("raster", "All cells, last minute", this.#scale, el("div", { class: "canvas-box" }, this.#surface.node));
    this.#scale.textContent = `0 to ${(BRIGHTEST_STEPS / 100).toFixed(1)} dF/F`;
  }

  take(told: Told): void {
    if (told.type === "hello" || told.type === "reset" || (told.type === "raster" && told.history)) {
      this.#paintedTo = -1;
      this.#changed = true;
    } else if (told.type === "session") {
      this.#paintedTo = -1; // the targets may be others now
      this.#changed = true;
    } else if (told.type === "raster") {
      this.#changed = true;
    }
  }

  draw(nowMs: number): void {
    const resized = this.#surface.fit();
    const slot = Math.max(this.#store.raster.newest, Math.floor(this.#store.clock.ns(nowMs) / COLUMN_NS) - 1);
    if ((!resized && !this.#changed && slot === this.#drawnSlot) || this.#surface.empty) {
      return;
    }
    this.#changed = false;
    this.#drawnSlot = slot;
    const { raster } = this.#store;
    const rows = Math.max(1, Math.min(raster.cells, Math.round(this.#surface.heightPx * this.#surface.ratio)));
    if (this.#circle.width !== SLOTS || this.#circle.height !== rows || raster.cells !== this.#cells) {
      this.#cells = raster.cells; // new ones may have been found
      this.#circle.width = SLOTS;
      this.#circle.height = rows;
      this.#paintedTo = -1;
    }
    this.#paint(slot, rows);
    const context = this.#surface.clear();
    if (raster.cells === 0) {
      return;
    }
    const width = this.#surface.widthPx - MARGIN_PX - RIGHT_PX;
    const height = this.#surface.heightPx;
    context.imageSmoothingEnabled = false;
    const slots = Math.round(shownNs(SLOTS * COLUMN_NS, (slot + 1) * COLUMN_NS) / COLUMN_NS);
    const first = slot - slots + 1;
    for (let from = Math.max(0, first); from <= slot; ) {
      const at = from % SLOTS;
      const together = Math.min(slot - from + 1, SLOTS - at);
      const left = MARGIN_PX + (width * (from - first)) / slots;
      context.drawImage(this.#circle, at, 0, together, rows, left, 0, (width * together) / slots, height);
      from += together;
    }
    context.fillStyle = TARGET;
    for (const target of this.#store.targets) {
      const y = ((target + 0.5) / raster.cells) * height;
      context.beginPath();
      context.moveTo(MARGIN_PX - 9, y - 3);
      context.lineTo(MARGIN_PX - 1, y);
      context.lineTo(MARGIN_PX - 9, y + 3);
      context.fill();
    }
  }

  #paint(slot: number, rows: number): void {
    const context = this.#circle.getContext("2d")!;
    const from = Math.max(this.#paintedTo + 1, slot - SLOTS + 1, 0);
    const targetRows = new Set(this.#store.targets.map((target) => rowOf(target, Math.max(1, this.#store.raster.cells), rows)));
    for (let painted = from; painted <= slot; painted++) {
      const pooled = this.#store.raster.pooled(painted, rows);
      const column = context.createImageData(1, rows);
      const rgba = new Uint32Array(column.data.buffer);
      for (let row = 0; row < rows; row++) {
        rgba[row] = pooled === null ? GAP : (targetRows.has(row) ? TARGETS : PLAIN_CELLS)[pooled[row]!]!;
      }
      context.putImageData(column, painted % SLOTS, 0);
    }
    // What is not told yet may still come.
    this.#paintedTo = Math.min(slot, this.#store.raster.newest);
  }
}

/** Opaque, as a canvas holds it. */
function rgba(red: number, green: number, blue: number): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

const GAP = rgba(40, 46, 56);

/** From nearly black to a light tint of one hue, by steps of dF/F. */
function ramp(red: number, green: number, blue: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, step) => {
    const share = Math.min(1, step / BRIGHTEST_STEPS) ** 0.7;
    const mix = (dark: number, light: number): number => Math.round(dark + (light - dark) * share);
    return rgba(mix(10, red), mix(13, green), mix(18, blue));
  });
}

const PLAIN_CELLS = ramp(200, 230, 255);
const TARGETS = ramp(255, 240, 70);
