/** A details menu that closes on Escape, on a press outside, and when the focus leaves it. */
export function mount(el: HTMLElement): void {
  const menu = el as HTMLDetailsElement;
  const close = (refocus: boolean): void => {
    if (!menu.open) return;
    menu.open = false;
    if (refocus) menu.querySelector("summary")?.focus();
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close(false);
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close(false);
  });
  for (const opener of menu.querySelectorAll<HTMLButtonElement>("[data-open]")) {
    const dialog = document.getElementById(opener.dataset["open"] ?? "");
    if (!(dialog instanceof HTMLDialogElement)) continue;
    opener.hidden = false;
    opener.addEventListener("click", () => {
      close(false);
      dialog.showModal();
    });
  }
}
