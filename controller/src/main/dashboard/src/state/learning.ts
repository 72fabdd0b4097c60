import type { Quality } from "../messages.ts";
import type { Told } from "../told.ts";

export interface BaselinePoint {
  readonly presentations: number;
  readonly meanCorrelation: number;
}

/** How well the model and the simple models predict, over presentations. */
export class Learning {
  readonly quality: Quality[] = [];
  /** By name, in the order in which they first came. */
  readonly baselines = new Map<string, BaselinePoint[]>();

  take(told: Told): void {
    if (told.type === "quality") {
      append(this.quality, told.body);
    } else if (told.type === "baseline") {
      let points = this.baselines.get(told.body.name);
      if (points === undefined) {
        points = [];
        this.baselines.set(told.body.name, points);
      }
      append(points, told.body);
    }
  }

  clear(): void {
    this.quality.length = 0;
    this.baselines.clear();
  }

  /** All curves over one ascending axis; null where a curve has no point. */
  curves(): Curves {
    const places = new Set<number>(this.quality.map((point) => point.presentations));
    for (const points of this.baselines.values()) {
      points.forEach((point) => places.add(point.presentations));
    }
    const presentations = [...places].sort((a, b) => a - b);
    const along = <T extends { presentations: number }>(points: readonly T[], value: (point: T) => number | null) => {
      const by = new Map(points.map((point) => [point.presentations, value(point)]));
      return presentations.map((place) => by.get(place) ?? null);
    };
    return {
      presentations,
      mean: along(this.quality, (point) => point.meanCorrelation),
      low: along(this.quality, (point) => point.meanLow),
      high: along(this.quality, (point) => point.meanHigh),
      ceiling: along(this.quality, (point) => point.ceiling),
      baselines: [...this.baselines].map(([name, points]) => ({
        name,
        values: along(points, (point) => point.meanCorrelation),
      })),
    };
  }
}

export interface Curves {
  presentations: number[];
  mean: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
  ceiling: (number | null)[];
  baselines: { name: string; values: (number | null)[] }[];
}

/** Where the axis begins: at 0, or a fifth below the worst point; a band may reach beyond. */
export function axisBegin(curves: Pick<Curves, "mean" | "baselines">): number {
  const points = [curves.mean, ...curves.baselines.map(({ values }) => values)].flat();
  return points.reduce<number>((begin, point) => Math.min(begin, Math.floor((point ?? 0) * 5) / 5), 0);
}

/** A second evaluation after the same presentations stands for the first. */
function append<T extends { presentations: number }>(points: T[], point: T): void {
  if (points.at(-1)?.presentations === point.presentations) {
    points.pop();
  }
  points.push(point);
}
