/** The calendar comes alive: drag a post to another day, go with arrow keys, move with M in a dialog. */
import { drag } from "./drag";
import { keys } from "./keys";
import { MoveDialog } from "./move";

export function mount(el: HTMLElement): void {
  const dialog = new MoveDialog(el);
  drag(el);
  keys(el, dialog);
  // A phone shows the month as one long list: it opens at today.
  if (window.location.search === "" && window.matchMedia("(max-width: 60rem)").matches) {
    el.querySelector("#today")?.scrollIntoView();
  }
  const hint = el.querySelector<HTMLElement>(".cal-keys");
  if (hint !== null && window.matchMedia("(hover: hover)").matches) hint.hidden = false;
  el.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".cal-move") : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void dialog.open(link);
  });
}
