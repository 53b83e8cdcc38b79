/** Where each finding of a report is: in which tab, or in the title or a picture's description. */
import { own } from "./form";
import { fieldOfPart } from "./further";
import type { Card, Part, Report, Tab } from "./types";

export interface Entry {
  card: Card;
  part: Part;
  /** the tab whose editor holds it; null for title and descriptions */
  tab: Tab | null;
  /** the text that was checked */
  text: string;
  /** somebody has let this stop through, for these very words */
  released: boolean;
}

/** A part's tabs: the channels with own text by themselves, all others together as the common text. */
function tabsOf(part: Part): Tab[] {
  const tabs = part.channels.map((channel) => (own(channel).checked ? String(channel) : "all"));
  return tabs.length === 0 ? ["all"] : [...new Set(tabs)];
}

export function entriesOf(report: Report, text: (tab: Tab) => string, released: (card: Card) => boolean): Entry[] {
  const found: Entry[] = [];
  for (const part of report.parts) {
    if (part.part === "text") {
      for (const tab of tabsOf(part)) for (const card of part.cards) found.push({ card, part, tab, text: text(tab), released: released(card) });
    } else {
      for (const card of part.cards) found.push({ card, part, tab: null, text: "", released: released(card) });
    }
  }
  return found;
}

/** The cards of one tab's text. */
export function cardsOf(entries: Entry[], tab: Tab): Card[] {
  return entries.filter((entry) => entry.tab === tab).map((entry) => entry.card);
}

/** The field that holds a finding outside the editors. */
export function fieldOf(entry: Entry): HTMLInputElement | HTMLTextAreaElement | null {
  if (entry.part.part === "title") return document.querySelector<HTMLInputElement>("#compose-title");
  if (entry.part.part === "consents" || /^(film|captions)/.test(entry.part.part)) return null;
  if (!entry.part.part.startsWith("alt:")) return fieldOfPart(entry.part.part);
  const number = Number(entry.part.part.slice("alt:".length));
  return document.querySelectorAll<HTMLTextAreaElement>("#picture-list [data-picture] textarea")[number] ?? null;
}
