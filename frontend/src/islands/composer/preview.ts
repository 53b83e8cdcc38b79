/** The post as each network will show it. */
import { type Composer, channelName, channelOf } from "./composer";
import { chosen } from "./form";
import { el, piece, within } from "./page";
import type { Channel, ChannelReport, Piece, Report } from "./types";

export class Preview {
  private readonly select = el<HTMLSelectElement>("preview-channel");
  private report: Report | null = null;

  constructor(private readonly composer: Composer) {
    el("compose-preview").hidden = false;
    this.select.addEventListener("change", () => this.draw());
    this.options();
  }

  /** The chosen channels changed. */
  options(): void {
    const before = this.select.value;
    const options = chosen().map((id) => new Option(channelName(this.composer, id), String(id)));
    this.select.replaceChildren(...options);
    this.select.hidden = options.length === 0;
    if (options.some((option) => option.value === before)) this.select.value = before;
    this.draw();
  }

  /** Follow the tab that is open. */
  follow(tab: string): void {
    if (tab !== "all" && tab !== this.select.value) {
      this.select.value = tab;
      this.draw();
    }
  }

  heard(report: Report): void {
    this.report = report;
    this.draw();
  }

  draw(): void {
    const channel = channelOf(this.composer, this.select.value);
    const report = this.report?.channels[this.select.value];
    const target = el("preview-body");
    if (channel === undefined) {
      const hint = document.createElement("p");
      hint.className = "s mute";
      hint.textContent = this.composer.words.say("no_channel");
      target.replaceChildren(hint);
      return;
    }
    if (report !== undefined) target.replaceChildren(this.card(channel, report));
  }

  private card(channel: Channel, report: ChannelReport): HTMLElement {
    const card = piece("preview");
    card.classList.add(`pv-${channel.network}`);
    within(card, "[data-initials]").textContent = initials(channel.name);
    within(card, "[data-name]").textContent = channel.name;
    const plan = el("plan-label").textContent ?? "";
    within(card, "[data-handle]").textContent = [channel.handle && `@${channel.handle.replace(/^@/, "")}`, plan].filter(Boolean).join(" · ");
    const { title } = this.composer.body();
    if (channel.network === "newsroom" && title !== "") {
      within(card, "[data-title]").hidden = false;
      within(card, "[data-title]").textContent = title;
    }
    this.text(within(card, "[data-text]"), report.preview);
    within(card, "[data-pictures]").append(...pictures(channel.pictures));
    within(card, "[data-problems]").append(...report.problems.filter((p) => p.code !== "empty").map(problem));
    return card;
  }

  private text(target: HTMLElement, pieces: Piece[]): void {
    target.append(...pieces.map(segment));
    if (pieces.length === 0) {
      target.classList.add("mute");
      target.textContent = this.composer.words.say("empty_preview");
    }
  }
}

/** Links are coloured as links but lead nowhere from a preview. */
function segment(found: Piece): Node {
  if (found.kind === "text") return document.createTextNode(found.text);
  const span = document.createElement("span");
  span.className = `pv-link pv-${found.kind}`;
  span.textContent = found.text;
  if (found.href !== "") span.title = found.href;
  return span;
}

/** What would stop it is an error; what is left out here is advice. */
function problem(found: { message: string; severity: string }): HTMLElement {
  const item = document.createElement("li");
  item.className = found.severity === "block" ? "error s" : "s";
  if (found.severity === "block") {
    item.textContent = found.message;
    return item;
  }
  const mark = document.createElement("span");
  mark.setAttribute("aria-hidden", "true");
  mark.className = "advise-mark";
  mark.textContent = "● ";
  item.append(mark, found.message);
  return item;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.slice(0, 2).map((word) => [...word][0] ?? "").join("").toUpperCase();
}

/** The first pictures, cropped around their focus as a network would. */
function pictures(most: number): HTMLElement[] {
  const rows = [...el("picture-list").querySelectorAll<HTMLElement>("[data-picture]")].slice(0, most);
  return rows.map((row) => {
    const shown = document.createElement("img");
    shown.src = within<HTMLImageElement>(row, "img").src;
    shown.alt = within<HTMLTextAreaElement>(row, "textarea").value;
    const [x, y] = (within<HTMLInputElement>(row, 'input[name^="focus-"]').value || "0.5,0.5").split(",").map(Number);
    shown.style.objectPosition = `${(x ?? 0.5) * 100}% ${(y ?? 0.5) * 100}%`;
    return shown;
  });
}
