/** Sentences above the form; undo lines beside what was removed. */
import { el, piece, within } from "./page";

export class Notes {
  private readonly shown = new Map<string, HTMLElement>();

  /** One note per kind; a second one of the kind replaces the first. */
  show(kind: string, text: string, look: "block" | "review" | "advise" | "ok", link?: { text: string; url: string }): void {
    const note = piece("note");
    note.classList.add(look);
    within(note, "[data-what]").textContent = text;
    if (link !== undefined) {
      const anchor = within<HTMLAnchorElement>(note, "[data-link]");
      anchor.hidden = false;
      anchor.textContent = link.text;
      anchor.href = link.url;
      anchor.target = "_blank";
    }
    this.put(kind, note);
  }

  put(kind: string, note: HTMLElement): void {
    this.clear(kind);
    this.shown.set(kind, note);
    el("compose-notes").append(note);
  }

  clear(kind: string): void {
    this.shown.get(kind)?.remove();
    this.shown.delete(kind);
  }
}

/** Take a row away with a line in its place that brings it back; the line goes after a while. */
export function removable(row: HTMLElement, said: string, changed: () => void): void {
  const line = piece("gone");
  within(line, "[data-what]").textContent = said;
  row.replaceWith(line);
  changed();
  const gone = window.setTimeout(() => line.remove(), 20_000);
  const undo = within<HTMLButtonElement>(line, "[data-undo]");
  undo.addEventListener("click", () => {
    window.clearTimeout(gone);
    line.replaceWith(row);
    changed();
    row.querySelector<HTMLElement>("textarea, input:not([type=hidden])")?.focus();
  });
  undo.focus();
}
