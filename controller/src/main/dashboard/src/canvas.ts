/** A canvas that is as sharp as the display, drawn on in CSS pixels. */
export class Surface {
  readonly node: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  widthPx = 0;
  heightPx = 0;
  ratio = 1;

  constructor(label: string) {
    this.node = document.createElement("canvas");
    this.node.setAttribute("role", "img");
    this.node.setAttribute("aria-label", label);
    this.#context = this.node.getContext("2d")!;
  }

  /** Takes on the size that the layout has given; true when it is a new one, and the canvas is empty. */
  fit(): boolean {
    const ratio = window.devicePixelRatio || 1;
    const widthPx = this.node.clientWidth;
    const heightPx = this.node.clientHeight;
    if (widthPx === this.widthPx && heightPx === this.heightPx && ratio === this.ratio) {
      return false;
    }
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.ratio = ratio;
    this.node.width = Math.round(widthPx * ratio);
    this.node.height = Math.round(heightPx * ratio);
    return true;
  }

  get empty(): boolean {
    return this.widthPx === 0 || this.heightPx === 0;
  }

  /** Emptied, with one unit a CSS pixel. */
  clear(): CanvasRenderingContext2D {
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, this.node.width, this.node.height);
    this.#context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    return this.#context;
  }
}

/** Grey levels through a lookup table as a canvas of their own size. */
export function greyCanvas(grey: Uint8Array, widthPx: number, heightPx: number, lookup: Uint8Array): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = widthPx;
  canvas.height = heightPx;
  paintGrey(canvas, grey, lookup);
  return canvas;
}

export function paintGrey(canvas: HTMLCanvasElement, grey: Uint8Array, lookup: Uint8Array): void {
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(canvas.width, canvas.height);
  const rgba = new Uint32Array(image.data.buffer);
  for (let i = 0; i < grey.length; i++) {
    const level = lookup[grey[i]!]!;
    rgba[i] = 0xff000000 | (level << 16) | (level << 8) | level;
  }
  context.putImageData(image, 0, 0);
}
