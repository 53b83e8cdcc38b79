/** Sending a chip to another day: fills the page's own form, so that the server answers as it does without script. */

const DAY_MS = 86_400_000;

/** The day `days` after `day` (both `2026-11-28`). */
export function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The wall date and time of a chip. */
export function wallOf(chip: HTMLElement): [string, string] {
  const [day = "", time = ""] = (chip.dataset["wall"] ?? "").split("T");
  return [day, time];
}

/** Submit the move of `chip` to `day`, at the same time of day. */
export function sendTo(root: HTMLElement, chip: HTMLElement, day: string): void {
  const form = root.querySelector<HTMLFormElement>("#cal-drop");
  const move = chip.querySelector<HTMLAnchorElement>(".cal-move");
  const [from, time] = wallOf(chip);
  if (form === null || move === null || day === from) return;
  form.action = new URL(move.href).pathname;
  const set = (name: string, value: string): void => {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) input.value = value;
  };
  set("date", day);
  set("time", time);
  form.submit();
}
