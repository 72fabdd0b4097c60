/** From black at `low` to white at `high`, by grey level; at least one level apart. */
export function lookup(low: number, high: number): Uint8Array {
  const table = new Uint8Array(256);
  const span = Math.max(1, high - low);
  for (let level = 0; level < 256; level++) {
    table[level] = Math.round(255 * Math.min(1, Math.max(0, (level - low) / span)));
  }
  return table;
}

/** Low and high that leave `shareLow` of the pixels black and `shareHigh` white. */
export function automatic(grey: Uint8Array, shareLow = 0.01, shareHigh = 0.002): { low: number; high: number } {
  const histogram = new Uint32Array(256);
  for (const level of grey) {
    histogram[level]!++;
  }
  let low = 0;
  for (let below = histogram[0]!; low < 254 && below < shareLow * grey.length; below += histogram[low]!) {
    low++;
  }
  let high = 255;
  for (let above = histogram[255]!; high > low + 1 && above < shareHigh * grey.length; above += histogram[high]!) {
    high--;
  }
  return { low, high };
}

export const LINEAR: Uint8Array = lookup(0, 255);
