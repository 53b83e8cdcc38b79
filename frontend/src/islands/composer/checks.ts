/** The list of findings beside the text: all of a handful at once, the rest behind one press. */
import { channelName, type Composer } from "./composer";
import { Counts, LEVELS } from "./counts";
import type { Entry } from "./findings";
import { el, piece, within } from "./page";
import type { Report } from "./types";

/** more findings than this wait behind "and 3 more" */
const HANDFUL = 6;

export interface Presses {
  show: (entry: Entry) => void;
  fix: (entry: Entry) => void;
}

export class Checks {
  private readonly rows = new Map<Entry, HTMLElement>();
  private readonly counts: Counts;
  private all = false;

  constructor(private readonly composer: Composer, private readonly presses: Presses) {
    this.counts = new Counts(composer);
    el("check-more").addEventListener("click", () => {
      const first = [...this.rows.values()][HANDFUL];
      this.open();
      first?.focus();
    });
  }

  draw(report: Report, entries: Entry[]): void {
    const held = [...this.rows.entries()].find(([, row]) => row.contains(document.activeElement));
    this.rows.clear();
    for (const entry of entries) this.rows.set(entry, this.row(entry));
    el("check-list").replaceChildren(...this.rows.values());
    el("check-moves").hidden = entries.length === 0;
    this.handful();
    this.counts.draw(entries);
    this.foot(report);
    if (held !== undefined) this.again(held[0], entries);
  }

  /** Light up one finding and say which of how many it is. */
  mark(current: Entry | undefined): void {
    const order = [...this.rows.keys()];
    const at = current === undefined ? -1 : order.indexOf(current);
    if (at >= HANDFUL) this.open();
    for (const [entry, row] of this.rows) {
      const here = entry === current;
      row.classList.toggle("on", here);
      if (here) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const { words } = this.composer;
    const total = order.length;
    el("check-at").textContent = at < 0 ? words.say("findings", { n: total }) : words.say("place", { n: at + 1, total });
  }

  reveal(entry: Entry): void {
    this.rows.get(entry)?.scrollIntoView({ block: "nearest" });
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

  private open(): void {
    this.all = true;
    this.handful();
  }

  private handful(): void {
    const rest = [...this.rows.values()].slice(HANDFUL);
    for (const row of rest) row.hidden = !this.all;
    const more = el("check-more");
    more.hidden = this.all || rest.length === 0;
    more.textContent = this.composer.words.say("more", { n: rest.length });
  }

  /** The keyboard's place in the list survives a new answer. */
  private again(before: Entry, entries: Entry[]): void {
    const same = entries.find((entry) => entry.card.id === before.card.id && entry.tab === before.tab);
    if (same !== undefined) this.focus(same);
    else el("checks-title").focus();
  }

  private foot(report: Report): void {
    el("compose-checks").removeAttribute("aria-busy");
    el("check-foot").textContent = this.composer.words.say("checked", { n: report.checked });
    el("check-what").hidden = false;
    list("check-ran", report.checked_names);
    list("check-skipped", report.not_checked);
    el("check-skipped-part").hidden = report.not_checked.length === 0;
  }

  private row(entry: Entry): HTMLElement {
    const { card } = entry;
    const { words } = this.composer;
    const row = piece("finding");
    row.classList.add(entry.released ? "ok" : card.severity);
    const level = LEVELS.find(([severity]) => severity === card.severity);
    within(row, "[data-tag]").className = `tag ${entry.released ? "ok" : card.severity}`;
    within(row, "[data-tag]").textContent = words.say(entry.released ? "released" : (level?.[2] ?? "stop"));
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
    if (entry.part.part === "consents") return words.say("consents_part");
    if (entry.part.part === "first_comment" || entry.part.part === "correction") return words.say(`${entry.part.part}_part`);
    if (entry.part.part === "film" || entry.part.part === "film_alt") return words.say(`${entry.part.part}_part`);
    if (entry.part.part.startsWith("captions:")) return words.say("captions_part");
    if (entry.part.part.startsWith("thread:")) return words.say("thread_part", { n: Number(entry.part.part.slice(7)) });
    if (entry.tab === null) return words.say("alt_part", { n: Number(entry.part.part.slice(4)) + 1 });
    return entry.tab === "all" ? "" : words.say("only_on", { channels: channelName(this.composer, entry.tab) });
  }
}

function fill(target: HTMLElement, text: string): void {
  target.textContent = text;
  target.hidden = text === "";
}

function list(id: string, names: string[]): void {
  const items = names.map((name) => {
    const item = document.createElement("li");
    item.textContent = name;
    return item;
  });
  el(id).replaceChildren(...items);
}
