import type { Commands } from "./commands.ts";
import { button, el } from "./dom.ts";
import type { Store } from "./state/store.ts";

/** Makes a cell a target or vetoes it; for operators. */
export class CellButtons {
  readonly root: HTMLElement;
  readonly #store: Store;
  readonly #target: HTMLButtonElement;
  readonly #veto: HTMLButtonElement;
  #cell: number | null = null;

  constructor(store: Store, commands: Commands) {
    this.#store = store;
    this.#target = button("Target", () => {
      if (this.#cell !== null) {
        commands.give(performance.now(), "targets", { neurons: toggled(store.targets, this.#cell) });
      }
    });
    this.#veto = button("Veto", () => {
      if (this.#cell !== null) {
        const vetoed = !store.vetoed.includes(this.#cell);
        commands.give(performance.now(), "veto", { neuron: this.#cell, vetoed });
      }
    });
    this.root = el("span", { class: "cell-buttons" }, this.#target, this.#veto);
  }

  draw(cell: number | null): void {
    this.#cell = cell;
    const { operator, over, targets, vetoed, review } = this.#store;
    this.root.hidden = review || cell === null || this.#store.isNew(cell);
    if (cell === null) {
      return;
    }
    const enabled = operator && !over;
    label(this.#target, targets.includes(cell) ? "Not a target" : "Make a target", cell, enabled);
    label(this.#veto, vetoed.includes(cell) ? "Unveto" : "Veto", cell, enabled);
  }
}

/** Without the cell when it is there, else with it at the end. */
export function toggled(cells: readonly number[], cell: number): number[] {
  return cells.includes(cell) ? cells.filter((other) => other !== cell) : [...cells, cell];
}

function label(node: HTMLButtonElement, text: string, cell: number, enabled: boolean): void {
  node.disabled = !enabled;
  const name = `${text}: cell ${cell}`;
  if (node.getAttribute("aria-label") !== name) {
    node.setAttribute("aria-label", name);
    node.textContent = text;
  }
}
