/** Edges between pixels as x1, y1, x2, y2 in pixels, one after another. */
export type Edges = number[];

/**
 * The outline of each cell: the pixel edges between it and whatever else, the picture's border included.
 *
 * @param labels cell number plus 1, row-major; 0 for none
 * @return by the cell's number
 */
export function outlines(labels: Uint16Array, widthPx: number, heightPx: number): Map<number, Edges> {
  const found = new Map<number, Edges>();
  const label = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= widthPx || y >= heightPx ? 0 : labels[y * widthPx + x]!;
  const add = (of: number, x1: number, y1: number, x2: number, y2: number): void => {
    if (of === 0) {
      return;
    }
    let edges = found.get(of - 1);
    if (edges === undefined) {
      edges = [];
      found.set(of - 1, edges);
    }
    edges.push(x1, y1, x2, y2);
  };
  for (let y = 0; y <= heightPx; y++) {
    for (let x = 0; x <= widthPx; x++) {
      const here = label(x, y);
      const left = label(x - 1, y);
      const above = label(x, y - 1);
      if (here !== left) {
        add(here, x, y, x, y + 1);
        add(left, x, y, x, y + 1);
      }
      if (here !== above) {
        add(here, x, y, x + 1, y);
        add(above, x, y, x + 1, y);
      }
    }
  }
  return found;
}

/** The cell at a point, else the nearest within `reachPx`, null when there is none: fingers are broader than cells. */
export function cellAt(
  labels: Uint16Array,
  widthPx: number,
  heightPx: number,
  x: number,
  y: number,
  reachPx: number,
): number | null {
  const reach = Math.max(0, reachPx);
  let nearest: number | null = null;
  let leastSquared = Infinity;
  const fromY = Math.max(0, Math.floor(y - reach));
  const toY = Math.min(heightPx - 1, Math.floor(y + reach));
  const fromX = Math.max(0, Math.floor(x - reach));
  const toX = Math.min(widthPx - 1, Math.floor(x + reach));
  for (let row = fromY; row <= toY; row++) {
    for (let column = fromX; column <= toX; column++) {
      const label = labels[row * widthPx + column]!;
      if (label === 0) {
        continue;
      }
      const dx = Math.max(column - x, 0, x - column - 1);
      const dy = Math.max(row - y, 0, y - row - 1);
      const squared = dx * dx + dy * dy;
      if (squared <= reach * reach && squared < leastSquared) {
        leastSquared = squared;
        nearest = label - 1;
      }
    }
  }
  return nearest;
}
