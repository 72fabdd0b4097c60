/** Beyond this a press is a drag and selects nothing, in CSS pixels. */
const DRAG_PX = 6;

/** What a pointer does to a picture; all in CSS pixels from the picture's box. */
export interface PointerActions {
  click(x: number, y: number): void;
  /** Null when the pointer has gone. */
  hover(x: number | null, y: number): void;
  drag(byX: number, byY: number): void;
  wheel(x: number, y: number, direction: 1 | -1): void;
}

/** Tells clicks from drags, for mouse, pen and finger alike. */
export function listenToPointer(node: HTMLElement, actions: PointerActions): void {
  let last: { x: number; y: number } | null = null;
  let movedPx = 0;
  const at = (event: MouseEvent): { x: number; y: number } => {
    const box = node.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  node.addEventListener("pointerdown", (event) => {
    last = at(event);
    movedPx = 0;
  });
  node.addEventListener("pointermove", (event) => {
    const { x, y } = at(event);
    if (last !== null && event.buttons !== 0) {
      movedPx += Math.hypot(x - last.x, y - last.y);
      if (movedPx > DRAG_PX) {
        actions.drag(x - last.x, y - last.y);
      }
      last = { x, y };
    } else {
      actions.hover(x, y);
    }
  });
  node.addEventListener("pointerleave", () => actions.hover(null, 0));
  node.addEventListener("click", (event) => {
    if (movedPx <= DRAG_PX) {
      const { x, y } = at(event);
      actions.click(x, y);
    }
    last = null;
    movedPx = 0;
  });
  node.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { x, y } = at(event);
      actions.wheel(x, y, event.deltaY < 0 ? 1 : -1);
    },
    { passive: false },
  );
}
