/** Where a picture lies: one of its pixels is `scale` wide, and its upper left corner is at `left`, `top`. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

const ZOOMS = [1, 2, 4, 8] as const;

/** Which part of a picture is looked at, and how large. */
export class View {
  zoom = 1;
  // The point in the middle, as shares of the picture's sides.
  #x = 0.5;
  #y = 0.5;

  /** The whole picture as large as it fits, at zoom 1; larger, and never with an edge inside the box, beyond. */
  place(widthPx: number, heightPx: number, boxWidth: number, boxHeight: number): Place {
    const scale = this.zoom * Math.min(boxWidth / widthPx, boxHeight / heightPx);
    const corner = (box: number, length: number, share: number): number =>
      length <= box ? (box - length) / 2 : Math.min(0, Math.max(box - length, box / 2 - share * length));
    return {
      left: corner(boxWidth, widthPx * scale, this.#x),
      top: corner(boxHeight, heightPx * scale, this.#y),
      scale,
    };
  }

  /** Moves to the point that lies at `x`, `y` of the picture, as shares of its sides. */
  centre(x: number, y: number): void {
    this.#x = Math.min(1, Math.max(0, x));
    this.#y = Math.min(1, Math.max(0, y));
  }

  /** The next zoom in a direction; round to the first again behind the last when `round`. */
  step(direction: 1 | -1, round = false): void {
    const at = ZOOMS.findIndex((zoom) => zoom === this.zoom) + direction;
    this.zoom = ZOOMS[round ? (at + ZOOMS.length) % ZOOMS.length : Math.min(ZOOMS.length - 1, Math.max(0, at))]!;
  }
}
