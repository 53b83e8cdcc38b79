/** A value with a button that copies it; without a clipboard the value is selected instead. */
export function mount(el: HTMLElement): void {
  const field = el.querySelector<HTMLInputElement>("input");
  const button = el.querySelector<HTMLButtonElement>("button");
  if (field === null || button === null) return;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => void copy(field, button));
}

async function copy(field: HTMLInputElement, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done ?? "";
  } catch {
    field.select();
    button.textContent = button.dataset.failed ?? "";
  }
}
