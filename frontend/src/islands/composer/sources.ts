/** Sources: rows of address, title, publisher and the day it was read. */
import type { Composer } from "./composer";
import { removable } from "./notes";
import { el, piece, within } from "./page";
import type { Report, Source } from "./types";

export class Sources {
  private readonly list = el("source-list");

  constructor(private readonly composer: Composer) {
    this.list.querySelector(".plain-only")?.remove(); // the empty row is for pages without a script
    for (const row of this.rows()) this.enliven(row);
    for (const opener of document.querySelectorAll<HTMLButtonElement>('[data-add="source"]')) {
      opener.hidden = false;
      opener.addEventListener("click", () => this.add());
    }
  }

  write(sources: Source[]): void {
    for (const row of this.rows()) row.remove();
    for (const source of sources) this.append(source);
    this.arranged(false);
  }

  /** Who publishes each source, as far as the list of known ones says. */
  heard(report: Report): void {
    for (const row of this.rows()) {
      const said = report.sources[within<HTMLInputElement>(row, 'input[name="source"]').value.trim()] ?? "";
      const line = within(row, "[data-tier]");
      line.textContent = said;
      line.hidden = said === "";
    }
  }

  private rows(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[data-source]")];
  }

  private add(): void {
    const today = new Date();
    const day = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
    const row = this.append({ url: "", title: "", publisher: "", checked_on: day });
    this.arranged(false);
    within<HTMLInputElement>(row, 'input[name="source"]').focus();
  }

  private append(source: Source): HTMLElement {
    const row = piece("source");
    const set = (name: string, value: string): void => {
      within<HTMLInputElement>(row, `input[name="${name}"]`).value = value;
    };
    set("source", source.url);
    set("source-title", source.title);
    set("source-publisher", source.publisher);
    set("source-date", source.checked_on);
    this.list.append(row);
    this.enliven(row);
    return row;
  }

  private enliven(row: HTMLElement): void {
    const address = within<HTMLInputElement>(row, 'input[name="source"]');
    address.addEventListener("change", () => this.known(row, address.value.trim()));
    const remove = within<HTMLButtonElement>(row, "[data-remove]");
    remove.hidden = false;
    remove.addEventListener("click", () => {
      const title = within<HTMLInputElement>(row, 'input[name="source-title"]').value;
      removable(row, `${this.composer.words.say("removed")}: ${title || address.value}`, () => this.arranged());
    });
  }

  /** A source the team has used before brings its title along. */
  private known(row: HTMLElement, url: string): void {
    const found = [...el("known-sources").querySelectorAll("option")].find((option) => option.value === url);
    if (found === undefined) return;
    for (const name of ["title", "publisher"]) {
      const input = within<HTMLInputElement>(row, `input[name="source-${name}"]`);
      if (input.value === "") input.value = found.dataset[name] ?? "";
    }
    this.composer.touched();
  }

  private arranged(touched = true): void {
    el("sources-empty").hidden = this.rows().length > 0;
    if (touched) this.composer.touched();
  }
}
