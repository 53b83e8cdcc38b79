/** The editor over a plain textarea: the textarea keeps the text, so that the form works as before. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { Annotation, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";

import { findings } from "./marks";

/** Marks a change that came from the program, not from typing. */
export const fromProgram = Annotation.define<boolean>();

export interface Hooks {
  changed: (view: EditorView) => void;
  moved: (view: EditorView) => void;
  next: (step: 1 | -1) => boolean;
}

const clean = (text: string): string => text.replaceAll("\u0000", "").replace(/\r\n?/g, "\n");

function keys(hooks: Hooks): Extension {
  return keymap.of([
    { key: "F8", run: () => hooks.next(1), shift: () => hooks.next(-1) },
    ...historyKeymap,
    // Tab leaves the editor, as in every other field
    ...defaultKeymap,
  ]);
}

function attributes(area: HTMLTextAreaElement, label: string): Extension {
  return EditorView.contentAttributes.of({
    "aria-label": label,
    "aria-multiline": "true",
    spellcheck: "true",
    autocapitalize: "sentences",
    lang: area.lang || document.documentElement.lang,
  });
}

export interface Setting {
  area: HTMLTextAreaElement;
  label: string;
  nonce: string;
  hooks: Hooks;
}

function state(setting: Setting): EditorState {
  const { area, hooks } = setting;
  return EditorState.create({
    doc: clean(area.value),
    extensions: [
      EditorView.cspNonce.of(setting.nonce),
      history(),
      keys(hooks),
      attributes(area, setting.label),
      placeholder(area.placeholder),
      EditorView.lineWrapping,
      EditorView.clipboardInputFilter.of(clean),
      findings,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          area.value = update.state.doc.toString();
          hooks.changed(update.view);
        }
        if (update.selectionSet || update.docChanged) hooks.moved(update.view);
      }),
    ],
  });
}

export function makeEditor(parent: HTMLElement, setting: Setting): EditorView {
  const view = new EditorView({ parent, state: state(setting) });
  setting.area.hidden = true;
  return view;
}

/** Replace the whole text; undo brings the old one back. */
export function setText(view: EditorView, text: string): void {
  const next = clean(text);
  if (view.state.doc.toString() === next) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, annotations: fromProgram.of(true) });
}
