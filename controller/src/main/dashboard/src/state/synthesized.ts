import type { PictureMessage } from "../binary.ts";
import type { Told } from "../told.ts";
import type { Stimuli } from "./stimuli.ts";

/** How the policies are called that show a target's controls in a validation block; "-again" is shown anew. */
const CONTROL = /-control(-again)*$/;

/** How a validation block shows the last image that was synthesized; nothing else is shown so. */
const VALIDATED = /^synthesized(-again)*$/;
/** How the pictures are called that were evolved on responses: the model makes none of them, nor predicts of them. */
const EVOLVED = /^evolved(-again)*$/;

/** A mean that grows. */
class Mean {
  #sum = 0;
  count = 0;

  add(value: number): void {
    this.#sum += value;
    this.count++;
  }

  get value(): number | null {
    return this.count === 0 ? null : this.#sum / this.count;
  }
}

/** One image made for a neuron, however often it was shown. */
export class Version {
  shown = 0;
  readonly learnt = new Mean();
  readonly validated = new Mean();

  constructor(
    readonly picture: PictureMessage,
    readonly ascentSteps: number | null,
    readonly evolved: boolean,
  ) {}

  /** The responses to it: those of a validation where there are any, as in the session's summary. */
  get measured(): Mean {
    return this.validated.count > 0 ? this.validated : this.learnt;
  }
}

export interface Prediction {
  readonly ascentSteps: number;
  readonly rate: number;
}

/** All that was synthesized for one neuron. */
export class SynthesizedFor {
  /** In the order in which each was shown last. */
  readonly versions: Version[] = [];
  readonly predictions: Prediction[] = [];

  /** What the newest prediction is about: the model's last image, an evolved one where it has made none. */
  get newest(): Version | null {
    return this.versions.filter((version) => !version.evolved).at(-1) ?? this.versions.at(-1) ?? null;
  }

  show(picture: PictureMessage, ascentSteps: number | null, evolved: boolean): Version {
    const known = this.versions.findIndex((version) => version.evolved === evolved && same(version.picture, picture));
    const version = known < 0 ? new Version(picture, ascentSteps, evolved) : this.versions.splice(known, 1)[0]!;
    version.shown++;
    this.versions.push(version);
    return version;
  }
}

/** What was synthesized for each neuron, by its number. */
export class Synthesized {
  readonly #neurons = new Map<number, SynthesizedFor>();
  /** What was shown by decisions whose responses have not come. */
  readonly #awaited = new Map<number, Version>();

  take(told: Told, stimuli: Stimuli): void {
    switch (told.type) {
      case "presentation": {
        const { kind, index, ascentSteps } = told.body.stimulus;
        const picture = stimuli.picture(told.body.decision);
        if (isImage(kind, told.body.policy) && index !== null && picture !== null && told.body.outcome !== "NOT_SEEN") {
          const version = this.#of(index).show(picture, ascentSteps, EVOLVED.test(told.body.policy));
          this.#awaited.set(told.body.decision, version);
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
        const { index } = told.body.stimulus;
        const rate = told.body.targetRates[index === null ? -1 : told.body.targets.indexOf(index)];
        const version = this.#awaited.get(told.body.decision);
        this.#awaited.delete(told.body.decision);
        if (version !== undefined && rate !== undefined && Number.isFinite(rate)) {
          (VALIDATED.test(told.body.policy) ? version.validated : version.learnt).add(rate);
        }
        break;
      }
      default:
        break;
    }
  }

  clear(): void {
    this.#neurons.clear();
    this.#awaited.clear();
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
