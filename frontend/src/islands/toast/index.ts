/** A message with a close button. */
export function mount(el: HTMLElement): void {
  const close = el.querySelector<HTMLButtonElement>("[data-close]");
  if (close === null) return;
  close.hidden = false;
  close.addEventListener("click", () => el.remove());
}
