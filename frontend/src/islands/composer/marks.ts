/** Findings as marks in the text: they move with it while somebody types, until the next answer comes. */
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

import { units } from "./offsets";
import type { Card } from "./types";

export const setMarks = StateEffect.define<Card[]>();

function mark(card: Card): Decoration {
  return Decoration.mark({ class: `cm-finding cm-${card.severity}`, attributes: { "data-finding": card.key }, card });
}

function build(text: string, cards: Card[]): DecorationSet {
  const at = units(text);
  const ranges = cards
    .map((card) => ({ from: at(card.start), to: at(card.end), card }))
    .filter((range) => range.to > range.from)
    .map((range) => mark(range.card).range(range.from, range.to));
  return Decoration.set(ranges, true);
}

export const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(found, transaction) {
    let now = found.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) now = build(transaction.newDoc.toString(), effect.value);
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export interface Mark {
  from: number;
  to: number;
  card: Card;
}

/** The marks in the order of the text. */
export function marksIn(view: EditorView): Mark[] {
  const found: Mark[] = [];
  view.state.field(marks).between(0, view.state.doc.length, (from, to, decoration) => {
    found.push({ from, to, card: (decoration.spec as { card: Card }).card });
  });
  return found;
}

export function markOf(view: EditorView, key: string): Mark | undefined {
  return marksIn(view).find((mark) => mark.card.key === key);
}

export function markAt(view: EditorView, position: number): Mark | undefined {
  return marksIn(view).find((mark) => mark.from <= position && position <= mark.to);
}

export const findings: Extension = [marks];
