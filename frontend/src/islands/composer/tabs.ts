/** Tabs: the common text, and one per chosen channel, with its own text or the common one. */
import type { EditorView } from "@codemirror/view";

import { badge } from "./badge";
import { channelName, type Composer } from "./composer";
import { makeEditor, setText } from "./editor";
import type { Hooks } from "./editor";
import { area, chosen, own } from "./form";
import { el, piece, within } from "./page";
import type { Tab } from "./types";

export class Tabs {
  current: Tab = "all";
  private readonly views = new Map<Tab, EditorView>();
  private readonly panels = new Map<Tab, HTMLElement>();
  private readonly list = el("compose-tabs");
  private readonly counts = new Map<Tab, number>();

  constructor(private readonly composer: Composer, private readonly hooks: Hooks) {
    el("compose-variants").hidden = true;
    this.list.hidden = false;
    this.list.addEventListener("keydown", (event) => this.keys(event));
    const strip = el("compose-own");
    within(strip, "[data-own-make]").addEventListener("click", () => this.makeOwn());
    within(strip, "[data-own-drop]").addEventListener("click", () => this.dropOwn());
    this.draw();
  }

  /** The editor of a tab; a channel without own text has none. */
  view(tab: Tab): EditorView | undefined {
    if (tab !== "all" && !own(tab).checked) return undefined;
    return this.views.get(tab) ?? this.open(tab);
  }

  text(tab: Tab): string {
    return tab === "all" || !own(tab).checked ? area("all").value : area(tab).value;
  }

  select(tab: Tab): void {
    this.current = tab;
    this.draw();
  }

  /** Show the form's texts in the editors, after something else than typing changed them. */
  reload(): void {
    for (const [tab, view] of this.views) setText(view, area(tab).value);
    this.draw();
  }

  count(found: Map<Tab, number>): void {
    this.counts.clear();
    for (const [tab, number] of found) this.counts.set(tab, number);
    this.drawTabs();
  }

  draw(): void {
    const tabs = ["all", ...chosen().map(String)];
    if (!tabs.includes(this.current)) this.current = "all";
    this.drawTabs();
    this.drawOwn();
    const shown = this.current === "all" || own(this.current).checked ? this.current : "all";
    this.view(shown);
    for (const [tab, panel] of this.panels) panel.hidden = tab !== shown;
    el("compose-editor").classList.toggle("lent", shown !== this.current);
    el("compose-editor").inert = shown !== this.current;
  }

  private drawTabs(): void {
    const focused = this.list.contains(document.activeElement);
    this.list.replaceChildren(...["all", ...chosen().map(String)].map((tab) => this.button(tab)));
    if (focused) this.list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  private button(tab: Tab): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.role = "tab";
    button.dataset["tab"] = tab;
    button.textContent = tab === "all" ? this.composer.words.say("all") : channelName(this.composer, tab);
    button.setAttribute("aria-selected", String(tab === this.current));
    button.setAttribute("aria-controls", "compose-editor");
    button.tabIndex = tab === this.current ? 0 : -1;
    const number = this.counts.get(tab) ?? 0;
    if (number > 0 && (tab === "all" || own(tab).checked)) button.append(badge(number, this.composer.words.say("findings", { n: number })));
    button.addEventListener("click", () => this.select(tab));
    return button;
  }

  private drawOwn(): void {
    const strip = el("compose-own");
    strip.hidden = this.current === "all";
    if (this.current === "all") return;
    const has = own(this.current).checked;
    within(strip, "[data-own-make]").hidden = has;
    within(strip, "[data-own-drop]").hidden = !has;
    const name = channelName(this.composer, this.current);
    within(strip, "[data-own-note]").textContent = this.composer.words.say(has ? "own_text" : "lent_text", { channel: name });
  }

  private makeOwn(): void {
    area(this.current).value = area("all").value;
    own(this.current).checked = true;
    const view = this.view(this.current);
    if (view !== undefined) setText(view, area("all").value);
    this.draw();
    this.composer.touched();
    view?.focus();
  }

  private dropOwn(): void {
    const tab = this.current;
    own(tab).checked = false;
    this.draw();
    this.composer.touched();
    const note = piece("gone");
    within(note, "[data-what]").textContent = this.composer.words.say("common_again", { channel: channelName(this.composer, tab) });
    within(note, "[data-undo]").addEventListener("click", () => {
      own(tab).checked = true;
      this.composer.notes.clear("own");
      this.select(tab);
      this.composer.touched();
    });
    this.composer.notes.put("own", note);
  }

  private open(tab: Tab): EditorView {
    const panel = document.createElement("div");
    el("compose-editor").append(panel);
    this.panels.set(tab, panel);
    const name = tab === "all" ? this.composer.words.say("all") : channelName(this.composer, tab);
    const label = this.composer.words.say("editor", { channel: name });
    const view = makeEditor(panel, { area: area(tab), label, nonce: this.composer.nonce, hooks: this.hooks });
    this.views.set(tab, view);
    return view;
  }

  private keys(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const tabs = ["all", ...chosen().map(String)];
    this.select(tabs[(tabs.indexOf(this.current) + step + tabs.length) % tabs.length] ?? "all");
    this.list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }
}
