/** On a narrow screen the checks open over the page, from the counts in the bar at the foot. */
import { el, within } from "./page";

const NARROW = "(max-width: 60rem)";
const sheet = (): HTMLDialogElement => el<HTMLDialogElement>("check-sheet");

/** Back to the text; nothing happens when the sheet is closed. */
export function closeSheet(): void {
  if (sheet().open) sheet().close();
}

export function mountSheet(): void {
  const dialog = sheet();
  const panel = el("compose-checks");
  const home = document.createComment("checks");
  panel.before(home);
  const narrow = window.matchMedia(NARROW);
  el("to-checks").addEventListener("click", (event) => {
    if (!narrow.matches) return;
    event.preventDefault();
    within(dialog, "[data-panel]").append(panel);
    dialog.showModal();
    el("checks-title").focus();
  });
  dialog.addEventListener("close", () => home.after(panel));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) closeSheet(); // the veil around the sheet
  });
  within(dialog, "[data-close]").addEventListener("click", closeSheet);
  narrow.addEventListener("change", closeSheet);
}

/** The column beside the text keeps its end in reach when it is taller than the window. */
export function keepInReach(): void {
  const side = document.querySelector<HTMLElement>(".compose-side");
  if (side === null) return;
  new ResizeObserver(() => side.style.setProperty("--tall", `${side.offsetHeight}px`)).observe(side);
}
