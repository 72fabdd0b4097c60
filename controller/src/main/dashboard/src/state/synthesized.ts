import type { PictureMessage } from "../binary.ts";
import type { Told } from "../told.ts";
import type { Stimuli } from "./stimuli.ts";

/** How the policies are called that show a target's controls in a validation block; "-again" is shown anew. */
const CONTROL = /-control(-again)*$/;

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

  take(told: Told, stimuli: Stimuli): void {
    switch (told.type) {
      case "presentation": {
        const { kind, index, ascentSteps } = told.body.stimulus;
        const picture = stimuli.picture(told.body.decision);
        if (isImage(kind, told.body.policy) && index !== null && picture !== null && told.body.outcome !== "NOT_SEEN") {
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
        const rate = told.body.targetRates[index === null ? -1 : told.body.targets.indexOf(index)];
        if (isImage(kind, told.body.policy) && index !== null && rate !== undefined && Number.isFinite(rate)) {
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

/** Whether it is one of the images that the session makes, and no control of one. */
function isImage(kind: string, policy: string): boolean {
  return kind === "synthesized" && !CONTROL.test(policy);
}

function same(a: PictureMessage, b: PictureMessage): boolean {
  return a.widthPx === b.widthPx && a.heightPx === b.heightPx && a.grey.every((level, i) => level === b.grey[i]);
}
