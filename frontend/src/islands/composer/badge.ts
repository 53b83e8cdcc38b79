/** A small number on a tab. */

export function badge(number: number, said: string): HTMLElement {
  const mark = document.createElement("span");
  mark.className = "tag advise shapeless tab-count";
  mark.textContent = String(number);
  mark.title = said;
  return mark;
}
