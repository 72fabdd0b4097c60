/** The newest `capacity` numbers, oldest first. */
export class Ring {
  readonly #values: Float64Array;
  #pushed = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
  }

  get length(): number {
    return Math.min(this.#pushed, this.#values.length);
  }

  push(value: number): void {
    this.#values[this.#pushed % this.#values.length] = value;
    this.#pushed++;
  }

  /** `index` 0 is the oldest that is still kept. */
  at(index: number): number {
    const length = this.length;
    if (index < 0 || index >= length) {
      throw new RangeError(`value ${index} of ${length}`);
    }
    return this.#values[(this.#pushed - length + index) % this.#values.length]!;
  }

  /** The least index whose value is `value` or more, `length` when there is none. The values must ascend. */
  firstFrom(value: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  clear(): void {
    this.#pushed = 0;
  }
}
