/** The list of findings beside the text. */
import { channelName, type Composer } from "./composer";
import type { Entry } from "./findings";
import { el, piece, within } from "./page";
import type { Report, Severity } from "./types";

const LEVELS: [Severity, string, string][] = [
  ["block", "stops", "stop"],
  ["review", "reviews", "review"],
  ["advise", "advices", "advise"],
];

export interface Presses {
  show: (entry: Entry) => void;
  fix: (entry: Entry) => void;
}

export class Checks {
  private readonly rows = new Map<Entry, HTMLElement>();
  private said = "";

  constructor(private readonly composer: Composer, private readonly presses: Presses) {}

  draw(report: Report, entries: Entry[]): void {
    const held = [...this.rows.entries()].find(([, row]) => row.contains(document.activeElement));
    this.rows.clear();
    for (const entry of entries) this.rows.set(entry, this.row(entry));
    el("check-list").replaceChildren(...this.rows.values());
    el("check-moves").hidden = entries.length === 0;
    this.counts(entries);
    this.foot(report);
    if (held !== undefined) this.again(held[0], entries);
  }

  mark(current: Entry | undefined): void {
    for (const [entry, row] of this.rows) {
      const here = entry === current;
      row.classList.toggle("on", here);
      if (here) {
        row.setAttribute("aria-current", "true");
        reveal(row);
      } else row.removeAttribute("aria-current");
    }
  }

  focus(entry: Entry): void {
    this.rows.get(entry)?.focus();
  }

  busy(): void {
    el("compose-checks").setAttribute("aria-busy", "true");
  }

  failed(why: string): void {
    el("compose-checks").removeAttribute("aria-busy");
    el("check-foot").textContent = why || this.composer.words.say("nothing_checked");
  }

  /** The keyboard's place in the list survives a new answer. */
  private again(before: Entry, entries: Entry[]): void {
    const same = entries.find((entry) => entry.card.id === before.card.id && entry.tab === before.tab);
    if (same !== undefined) this.focus(same);
    else el("checks-title").focus();
  }

  private counts(entries: Entry[]): void {
    const { words } = this.composer;
    const found = LEVELS.map(([level, plural]) => ({ level, plural, n: entries.filter((e) => e.card.severity === level).length }));
    const some = found.filter((f) => f.n > 0);
    const tags = some.map(({ level, plural, n }) => tag(level, String(n), words.say(plural, { n })));
    const copies = some.map(({ level, plural, n }) => tag(level, String(n), words.say(plural, { n })));
    el("check-counts").replaceChildren(...(tags.length > 0 ? tags : [tag("ok", words.say("none"))]));
    el("to-checks-counts").replaceChildren(...copies);
    const sentence = some.length > 0 ? some.map(({ plural, n }) => words.say(plural, { n })).join(", ") : words.say("none");
    if (sentence !== this.said) el("check-said").textContent = sentence;
    this.said = sentence;
    const stops = found[0]?.n ?? 0;
    el("compose-blocked").textContent = stops > 0 ? words.say("mend", { n: stops }) : "";
  }

  private foot(report: Report): void {
    el("compose-checks").removeAttribute("aria-busy");
    const { words } = this.composer;
    const parts = [words.say("checked", { n: report.checked })];
    if (report.not_checked.length > 0) parts.push(words.say("not_checked", { what: report.not_checked.join(", ") }));
    el("check-foot").textContent = parts.join(" ");
  }

  private row(entry: Entry): HTMLElement {
    const { card } = entry;
    const { words } = this.composer;
    const row = piece("finding");
    row.classList.add(card.severity);
    const level = LEVELS.find(([severity]) => severity === card.severity);
    within(row, "[data-tag]").className = `tag ${card.severity}`;
    within(row, "[data-tag]").textContent = words.say(level?.[2] ?? "stop");
    within(row, "[data-title]").textContent = card.title;
    within(row, "[data-message]").textContent = `${card.message} ${card.advice}`.trim();
    fill(within(row, "[data-cite]"), card.citation === "-" ? "" : card.citation);
    fill(within(row, "[data-where]"), this.where(entry));
    const fix = within<HTMLButtonElement>(row, "[data-fix]");
    fill(fix, card.fix?.label ?? "");
    fix.addEventListener("click", () => this.presses.fix(entry));
    within(row, "[data-show]").addEventListener("click", () => this.presses.show(entry));
    return row;
  }

  private where(entry: Entry): string {
    const { words } = this.composer;
    if (entry.part.part === "title") return words.say("title_part");
    if (entry.tab === null) return words.say("alt_part", { n: Number(entry.part.part.slice(4)) + 1 });
    return entry.tab === "all" ? "" : words.say("only_on", { channels: channelName(this.composer, entry.tab) });
  }
}

function fill(target: HTMLElement, text: string): void {
  target.textContent = text;
  target.hidden = text === "";
}

function tag(level: string, text: string, said = ""): HTMLElement {
  const made = document.createElement("span");
  made.className = `tag ${level}`;
  const plain = document.createElement("span");
  plain.textContent = text;
  made.append(plain);
  if (said !== "") {
    plain.ariaHidden = "true";
    const aloud = document.createElement("span");
    aloud.className = "sr";
    aloud.textContent = said;
    made.append(aloud);
  }
  return made;
}

/** Scroll the list, never the page. */
function reveal(row: HTMLElement): void {
  const list = row.parentElement;
  if (list === null || list.scrollHeight <= list.clientHeight) return;
  const top = row.offsetTop - list.offsetTop;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + row.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + row.offsetHeight - list.clientHeight;
}
