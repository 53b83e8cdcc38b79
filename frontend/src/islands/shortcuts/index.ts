/** Keyboard shortcuts: `?` shows the list, `g` then a letter goes to a place. The list in the page is the truth. */

const WAIT_MS = 1500;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}

export function mount(el: HTMLElement): void {
  const dialog = el as HTMLDialogElement;
  const places = new Map<string, string>();
  for (const place of dialog.querySelectorAll<HTMLElement>("[data-key]")) {
    places.set(place.dataset["key"] ?? "", place.dataset["url"] ?? "");
  }
  let goUntil = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") {
      event.preventDefault();
      if (!dialog.open) dialog.showModal();
    } else if (event.key === "g") {
      goUntil = event.timeStamp + WAIT_MS;
    } else if (event.timeStamp < goUntil) {
      goUntil = 0;
      const url = places.get(event.key);
      if (url !== undefined) window.location.assign(url);
    }
  });
}
