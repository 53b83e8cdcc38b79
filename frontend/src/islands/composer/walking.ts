/** Going through findings: from the list to the text, from the text to the list, and mending in place. */
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { Checks } from "./checks";
import type { Composer } from "./composer";
import { cardsOf, type Entry, entriesOf, fieldOf } from "./findings";
import { markAt, markOf, setMarks } from "./marks";
import { units } from "./offsets";
import { el, piece, within } from "./page";
import { closeSheet } from "./sheet";
import type { Standing } from "./standing";
import type { Tabs } from "./tabs";
import type { Report, Tab } from "./types";

export class Walking {
  readonly checks: Checks;
  private entries: Entry[] = [];
  private current: Entry | undefined;

  constructor(private readonly composer: Composer, private readonly tabs: () => Tabs, private readonly standing: Standing) {
    this.checks = new Checks(composer, { show: (entry) => this.show(entry, true), fix: (entry) => this.fix(entry) });
    for (const button of el("check-moves").querySelectorAll<HTMLElement>("[data-go]")) {
      button.addEventListener("click", () => this.step(button.dataset["go"] === "1" ? 1 : -1, false));
    }
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F8" || event.defaultPrevented) return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    });
  }

  heard(report: Report): void {
    this.entries = entriesOf(report, (tab) => this.tabs().text(tab), (card) => this.standing.released(card));
    this.current = this.entries.find((e) => e.card.id === this.current?.card.id && e.tab === this.current.tab);
    const counts = new Map<Tab, number>();
    for (const entry of this.entries) if (entry.tab !== null) counts.set(entry.tab, (counts.get(entry.tab) ?? 0) + 1);
    this.checks.draw(report, this.entries);
    for (const tab of ["all", ...this.composer.body().channels.map(String)]) {
      this.tabs().view(tab)?.dispatch({ effects: setMarks.of(cardsOf(this.entries, tab)) });
    }
    this.tabs().count(counts);
    this.standing.draw();
    this.checks.mark(this.current);
    this.moved();
  }

  /** The caret moved: light up the finding it is in. */
  moved(): void {
    const tab = this.tabs().current;
    const view = this.tabs().view(tab);
    if (view === undefined || !view.hasFocus) return;
    const mark = markAt(view, view.state.selection.main.head);
    const here = mark && this.entries.find((entry) => entry.card.key === mark.card.key && entry.tab === tab);
    this.current = here ?? this.current;
    this.checks.mark(here);
  }

  step(by: 1 | -1, focus = true): boolean {
    const { length } = this.entries;
    if (length === 0) return true;
    const at = this.current === undefined ? -1 : this.entries.indexOf(this.current);
    const next = this.entries[at === -1 ? (by === 1 ? 0 : length - 1) : (at + by + length) % length];
    if (next !== undefined) this.show(next, focus);
    return true;
  }

  private show(entry: Entry, focus: boolean): void {
    this.current = entry;
    if (focus) closeSheet();
    if (entry.tab === null) {
      const field = fieldOf(entry);
      if (focus) field?.focus();
      if (focus) field?.scrollIntoView({ block: "center" });
    } else {
      this.tabs().select(entry.tab);
      const view = this.tabs().view(entry.tab);
      const mark = view && markOf(view, entry.card.key);
      if (view !== undefined && mark !== undefined) {
        const selection = EditorSelection.single(mark.from, mark.to);
        view.dispatch({ selection, effects: EditorView.scrollIntoView(mark.from, { y: "center" }) });
        if (focus) view.dom.scrollIntoView({ block: "nearest" });
      }
      if (focus) view?.focus();
    }
    this.checks.mark(entry);
    if (!focus) this.checks.reveal(entry);
  }

  /** One press mends; a line offers to undo. Positions follow what was typed since the answer. */
  private fix(entry: Entry): void {
    const { fix } = entry.card;
    if (fix === null) return;
    const undo = entry.tab === null ? this.fixField(entry, fix) : this.fixText(entry, entry.tab, fix);
    if (undo === undefined) return;
    const line = piece("gone");
    within(line, "[data-what]").textContent = this.composer.words.say("fixed", { what: fix.label });
    within(line, "[data-undo]").addEventListener("click", () => {
      undo();
      line.remove();
    });
    el("check-list").prepend(line);
    within<HTMLButtonElement>(line, "[data-undo]").focus({ preventScroll: true });
    this.composer.notes.clear("fix");
  }

  private fixText(entry: Entry, tab: Tab, fix: NonNullable<Entry["card"]["fix"]>): (() => void) | undefined {
    const view = this.tabs().view(tab);
    const mark = view && markOf(view, entry.card.key);
    if (view === undefined || (mark === undefined && entry.card.end > entry.card.start)) return undefined;
    const at = units(entry.text);
    const shift = mark === undefined ? 0 : mark.from - at(entry.card.start);
    const from = Math.min(view.state.doc.length, at(fix.start) + shift);
    const to = Math.min(view.state.doc.length, Math.max(from, at(fix.end) + shift));
    const before = view.state.sliceDoc(from, to);
    view.dispatch({ changes: { from, to, insert: fix.replacement }, userEvent: "input.fix" });
    return () => {
      const end = from + fix.replacement.length;
      if (view.state.sliceDoc(from, end) !== fix.replacement) return;
      view.dispatch({ changes: { from, to: end, insert: before }, userEvent: "undo" });
    };
  }

  private fixField(entry: Entry, fix: NonNullable<Entry["card"]["fix"]>): (() => void) | undefined {
    const field = fieldOf(entry);
    if (field === null) return undefined;
    const before = field.value;
    const at = units(before);
    const put = (text: string): void => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    put(before.slice(0, at(fix.start)) + fix.replacement + before.slice(at(fix.end)));
    return () => put(before);
  }
}
