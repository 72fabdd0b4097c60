/**
 * An element. Attributes are set as they are; children that are text become text, never markup, whatever somebody has
 * typed. `style` is refused by the page's content security policy and must not be among the attributes.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A titled part of the page. */
export function section(id: string, title: string, ...children: (Node | string)[]): HTMLElement {
  return el("section", { id, class: "panel", "aria-label": title }, el("h2", {}, title), ...children);
}

/** A number or word on the page: the text for people, the value as it was told for tests and tools. */
export class Figure {
  readonly node: HTMLElement;
  #text: string | null = null;
  #value: string | null = null;
  #wrong = false;

  constructor(name: string, title = "") {
    this.node = el("span", { class: "figure", "data-figure": name, ...(title === "" ? {} : { title }) });
  }

  /** The DOM is touched only where something has changed: a page of figures is set many times a second. */
  set(value: number | string | boolean | null | undefined, text: string, wrong = false): void {
    const raw = value === null || value === undefined ? "" : String(value);
    if (raw !== this.#value) {
      this.#value = raw;
      this.node.dataset["value"] = raw;
    }
    if (text !== this.#text) {
      this.#text = text;
      this.node.textContent = text;
    }
    if (wrong !== this.#wrong) {
      this.#wrong = wrong;
      this.node.classList.toggle("wrong", wrong);
    }
  }
}

/** A button; its label is also its name for screen readers. */
export function button(label: string, act: () => void, attributes: Readonly<Record<string, string>> = {}): HTMLButtonElement {
  const node = el("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", act);
  return node;
}
