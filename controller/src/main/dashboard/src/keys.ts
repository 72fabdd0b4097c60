export interface KeyBinding {
  /** As `KeyboardEvent.key` says it; "Shift+" before it where Shift must be down. */
  readonly key: string;
  readonly does: string;
  readonly act: () => void;
  /** Only there when it can do something: a watcher has no commands. */
  readonly when: () => boolean;
}

/** The page's keys. They are not heard while somebody types, except Escape, which leaves the box. */
export class Keys {
  readonly #bindings: KeyBinding[] = [];

  constructor() {
    document.addEventListener("keydown", (event) => this.#press(event));
  }

  bind(key: string, does: string, act: () => void, when: () => boolean = () => true): void {
    this.#bindings.push({ key, does, act, when });
  }

  get bindings(): readonly KeyBinding[] {
    return this.#bindings;
  }

  #press(event: KeyboardEvent): void {
    if (typing(event.target)) {
      if (event.key === "Escape") {
        (event.target as HTMLElement).blur();
      }
      return;
    }
    if (ownKey(event)) {
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
      return;
    }
    const found = this.#bindings.find((binding) => matches(binding.key, event) && binding.when());
    if (found !== undefined) {
      event.preventDefault();
      found.act();
    }
  }
}

/** Shift counts for letters alone: other signs need it on some keyboards and not on others. */
export function matches(key: string, event: Pick<KeyboardEvent, "key" | "shiftKey">): boolean {
  const shifted = key.startsWith("Shift+");
  const plain = shifted ? key.slice("Shift+".length) : key;
  const letter = /^[a-z]$/i.test(plain) || plain.length > 1;
  return event.key.toLowerCase() === plain.toLowerCase() && (!letter || event.shiftKey === shifted);
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== "range";
}

/** Sliders go by the arrows, buttons by the space bar; what has the focus comes first. */
function ownKey(event: KeyboardEvent): boolean {
  const slider = event.target instanceof HTMLInputElement && event.key.startsWith("Arrow");
  const pressed = event.target instanceof HTMLButtonElement && event.key === " ";
  return slider || pressed || event.target instanceof HTMLSelectElement;
}
