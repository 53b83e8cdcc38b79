/** Arrow keys go from post to post; M moves one; Shift with an arrow sends it a day or a week away. */
import type { MoveDialog } from "./move";
import { sendTo, shifted, wallOf } from "./send";

const STEPS: Record<string, [chips: number, days: number]> = {
  ArrowUp: [-1, -7],
  ArrowDown: [1, 7],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function keys(root: HTMLElement, dialog: MoveDialog): void {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const chip = event.target.closest<HTMLElement>(".cal-chip");
    if (chip === null) return;
    if (event.key === "m" || event.key === "M") {
      const link = chip.querySelector<HTMLAnchorElement>(".cal-move");
      if (link === null) return;
      event.preventDefault();
      void dialog.open(link);
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (event.shiftKey) sendTo(root, chip, shifted(wallOf(chip)[0], step[1]));
    else go(root, chip, step[0], step[1]);
  });
}

/** Up and down: the chip before or after. Left and right: the nearest chip of an earlier or later day. */
function go(root: HTMLElement, chip: HTMLElement, chips: number, days: number): void {
  const all = [...root.querySelectorAll<HTMLElement>(".cal-chip")].filter((c) => c.offsetParent !== null);
  const at = all.indexOf(chip);
  const today = wallOf(chip)[0];
  let next = all[at + chips];
  if (chips === 0) {
    const ahead = days > 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
    next = ahead.find((c) => wallOf(c)[0] !== today);
  }
  next?.querySelector<HTMLElement>(".cal-open")?.focus();
}
