import type { PictureMessage } from "../binary.ts";
import type { Told } from "../told.ts";
import type { Stimuli } from "./stimuli.ts";

/** One image made for a neuron, however often it was shown. */
export interface Version {
  readonly picture: PictureMessage;
  readonly ascentSteps: number | null;
  shown: number;
}

export interface Prediction {
  readonly ascentSteps: number;
  readonly rate: number;
}

/** All that was synthesized for one neuron. */
export class SynthesizedFor {
  readonly versions: Version[] = [];
  readonly predictions: Prediction[] = [];
  #sum = 0;
  responses = 0;

  /** The mean response to its images, in the unit of the predictions; null before the first. */
  get measuredRate(): number | null {
    return this.responses === 0 ? null : this.#sum / this.responses;
  }

  show(picture: PictureMessage, ascentSteps: number | null): void {
    const newest = this.versions.at(-1);
    if (newest !== undefined && same(newest.picture, picture)) {
      newest.shown++;
    } else {
      this.versions.push({ picture, ascentSteps, shown: 1 });
    }
  }

  respond(rate: number): void {
    this.#sum += rate;
    this.responses++;
  }
}

/** What was synthesized for each neuron, by its number. */
export class Synthesized {
  readonly #neurons = new Map<number, SynthesizedFor>();
  #targets: readonly number[] = [];

  take(told: Told, stimuli: Stimuli): void {
    switch (told.type) {
      case "session":
        this.#targets = told.body.targets;
        break;
      case "presentation": {
        const { kind, index, ascentSteps } = told.body.stimulus;
        const picture = stimuli.picture(told.body.decision);
        if (kind === "synthesized" && index !== null && picture !== null && told.body.outcome !== "NOT_SEEN") {
          this.#of(index).show(picture, ascentSteps);
        }
        break;
      }
      case "images":
        told.body.neurons.forEach((neuron, i) => {
          const rate = told.body.predictedRates[i];
          if (rate !== undefined && Number.isFinite(rate)) {
            this.#of(neuron).predictions.push({ ascentSteps: told.body.ascentSteps, rate });
          }
        });
        break;
      case "response": {
        const { kind, index } = told.body.stimulus;
        // The rates are in the order of the targets; of another number of targets they tell nothing about any.
        const place = index === null ? -1 : this.#targets.indexOf(index);
        const rate = told.body.targetRates[place];
        const ordered = told.body.targetRates.length === this.#targets.length;
        if (kind === "synthesized" && index !== null && ordered && rate !== undefined && Number.isFinite(rate)) {
          this.#of(index).respond(rate);
        }
        break;
      }
      default:
        break;
    }
  }

  clear(): void {
    this.#neurons.clear();
    this.#targets = [];
  }

  get(neuron: number): SynthesizedFor | null {
    return this.#neurons.get(neuron) ?? null;
  }

  neurons(): number[] {
    return [...this.#neurons.keys()];
  }

  #of(neuron: number): SynthesizedFor {
    let found = this.#neurons.get(neuron);
    if (found === undefined) {
      found = new SynthesizedFor();
      this.#neurons.set(neuron, found);
    }
    return found;
  }
}

function same(a: PictureMessage, b: PictureMessage): boolean {
  return a.widthPx === b.widthPx && a.heightPx === b.heightPx && a.grey.every((level, i) => level === b.grey[i]);
}
