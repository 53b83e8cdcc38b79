/** The list of pictures: descriptions, crop point, order, removing with undo, adding. */
import type { Composer } from "./composer";
import { addFocus } from "./focus";
import { removable } from "./notes";
import { el, piece, within } from "./page";
import type { Picture } from "./types";
import { type Stored, upload } from "./upload";

export class Pictures {
  private readonly list = el("picture-list");

  constructor(private readonly composer: Composer) {
    for (const row of this.rows()) this.enliven(row);
    const input = within<HTMLInputElement>(el("compose-pictures"), 'input[type="file"]');
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      input.value = ""; // they go by themselves, not with the form
      for (const file of files) this.add(file);
    });
    const drop = el("compose-pictures");
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      for (const file of event.dataTransfer?.files ?? []) this.add(file);
    });
  }

  /** Draw the list anew, from a kept copy, the other person's version or both together. */
  write(pictures: Picture[]): void {
    const known = new Map(this.rows().map((row) => [row.dataset["picture"], row]));
    this.list.replaceChildren(
      ...pictures.map((picture) => {
        const row = known.get(picture.media_id) ?? this.row(picture.media_id, `/media/${picture.media_id}/medium`, "");
        within<HTMLTextAreaElement>(row, "textarea").value = picture.alt;
        within<HTMLInputElement>(row, 'input[name^="focus-"]').value = picture.focus.join(",");
        row.dispatchEvent(new Event("picture:written"));
        return row;
      }),
    );
    this.arranged(false);
  }

  /** Say of each picture what was seen in it. */
  seen(said: Record<string, string>): void {
    for (const row of this.rows()) {
      const line = within(row, "[data-seen]");
      const words = said[row.dataset["picture"] ?? ""] ?? line.textContent;
      if (line.textContent !== words) line.textContent = words;
      line.hidden = words === "";
    }
  }

  private rows(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[data-picture]")];
  }

  private row(id: string, url: string, name: string): HTMLElement {
    const row = piece("picture");
    if (!/^[\w-]+$/.test(id)) throw new Error("Not the key of a picture");
    row.innerHTML = row.innerHTML.replaceAll("__id__", id);
    row.dataset["picture"] = id;
    row.dataset["name"] = name;
    within<HTMLInputElement>(row, 'input[name="picture"]').value = id;
    within<HTMLImageElement>(row, "img").src = url;
    within(row, "[data-file]").textContent = name;
    this.enliven(row);
    return row;
  }

  private enliven(row: HTMLElement): void {
    const changed = (): void => this.composer.touched();
    const alt = within<HTMLTextAreaElement>(row, "textarea");
    const count = (): void => {
      const most = this.composer.data.altLength;
      within(row, "[data-count]").textContent = this.composer.words.say("alt_count", { n: [...alt.value].length, most });
      within(row, "[data-hint]").classList.toggle("alt-missing", alt.value.trim() === "");
    };
    alt.addEventListener("input", count);
    row.addEventListener("picture:written", count);
    count();
    addFocus(row, changed);
    for (const button of row.querySelectorAll<HTMLButtonElement>("[data-move], [data-remove]")) button.hidden = false;
    for (const button of row.querySelectorAll<HTMLButtonElement>("[data-move]")) {
      button.addEventListener("click", () => this.move(row, Number(button.dataset["move"]), button));
    }
    within(row, "[data-remove]").addEventListener("click", () => {
      removable(row, `${this.composer.words.say("removed")}: ${row.dataset["name"] ?? ""}`, () => this.arranged());
    });
  }

  private move(row: HTMLElement, by: number, button: HTMLButtonElement): void {
    const rows = this.rows();
    const other = rows[rows.indexOf(row) + by];
    if (other === undefined) return;
    if (by < 0) other.before(row);
    else other.after(row);
    this.arranged();
    button.focus();
  }

  private arranged(touched = true): void {
    el("pictures-empty").hidden = this.rows().length > 0;
    if (touched) this.composer.touched();
  }

  private add(file: File): void {
    const line = piece("upload");
    const { words } = this.composer;
    const bar = within<HTMLProgressElement>(line, "[data-bar]");
    const say = (n: number): void => {
      bar.value = n;
      within(line, "[data-what]").textContent = words.say("uploading", { name: file.name, n });
    };
    say(0);
    this.composer.notes.clear(`upload-${file.name}`);
    el("compose-uploads").append(line);
    const running = upload(this.composer.data, file, say);
    within(line, "[data-stop]").addEventListener("click", () => running.stop());
    running.done.then(
      (stored) => this.stored(stored),
      (why: Error) => {
        if (why.name === "AbortError") return;
        const said = why.message || words.say("failed");
        this.composer.notes.show(`upload-${file.name}`, words.say("upload_failed", { name: file.name, why: said }), "review");
      },
    ).finally(() => line.remove());
  }

  private stored(stored: Stored): void {
    const known = this.rows().find((row) => row.dataset["picture"] === stored.media_id);
    const row = known ?? this.row(stored.media_id, stored.url, stored.name);
    if (known === undefined) this.list.append(row);
    const alt = within<HTMLTextAreaElement>(row, "textarea");
    if (alt.value === "") alt.value = stored.alt;
    const stripped = within(row, "[data-stripped]");
    stripped.hidden = stored.removed === "";
    stripped.textContent = stored.removed;
    this.arranged();
    alt.focus({ preventScroll: true });
  }
}
