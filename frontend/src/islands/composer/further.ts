/** What goes with a post beyond text and pictures: fields that only some posts have, shown where a chosen channel can. */
import type { Body, Further } from "./types";

type Later = Pick<Body, "correction" | "further">;
const MARKS = ["paid_partnership", "ai_made"] as const;

/** In the form in which it is stored: only what is asked for. */
export function readLater(form: HTMLFormElement): Later {
  const found: Later = {};
  const note = area(form, "correction");
  if (note !== null) found.correction = note.value;
  if (form.elements.namedItem("has_further") !== null) found.further = read(form);
  return found;
}

function read(form: HTMLFormElement): Further {
  const said: Further = {};
  const thread = parts(form).map((part) => part.value).filter((text) => text.trim() !== "");
  if (thread.length > 0) said.thread = thread;
  const comment = area(form, "first_comment");
  if (comment !== null && comment.value !== "") said.first_comment = comment.value;
  for (const name of MARKS) if (box(form, name)?.checked === true) said[name] = true;
  return said;
}

export function writeLater(form: HTMLFormElement, body: Body): void {
  const note = area(form, "correction");
  if (note !== null) note.value = body.correction ?? "";
  const said = body.further ?? {};
  while (parts(form).length < (said.thread?.length ?? 0) && addPart(form)) continue;
  for (const [number, part] of parts(form).entries()) part.value = said.thread?.[number] ?? "";
  const comment = area(form, "first_comment");
  if (comment !== null) comment.value = said.first_comment ?? "";
  for (const name of MARKS) {
    const mark = box(form, name);
    if (mark !== null) mark.checked = said[name] ?? false;
  }
}

/** The field that holds a finding in one of these parts. */
export function fieldOfPart(part: string): HTMLTextAreaElement | null {
  if (part === "correction") return document.querySelector("#compose-correction");
  if (part === "first_comment") return document.querySelector("#compose-comment");
  const filled = [...document.querySelectorAll<HTMLTextAreaElement>('textarea[name="thread"]')].filter((one) => one.value.trim() !== "");
  return filled[Number(part.slice("thread:".length)) - 2] ?? null;
}

/** Keep one empty post at the end of the thread, and show only what a chosen channel can do or what holds something. */
export function follow(form: HTMLFormElement, chosen: number[]): void {
  const last = parts(form).at(-1);
  if (last !== undefined && last.value.trim() !== "") addPart(form);
  const here = new Set(chosen.map(String));
  for (const part of form.querySelectorAll<HTMLElement>("[data-needs]")) {
    const can = (part.dataset["needs"] ?? "").split(" ").some((key) => here.has(key));
    part.hidden = !can && !holds(part);
  }
  const all = document.getElementById("compose-further");
  if (all !== null) all.hidden = all.querySelector("[data-needs]:not([hidden])") === null;
}

function holds(part: HTMLElement): boolean {
  const fields = [...part.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea, input")];
  return fields.some((field) => (field instanceof HTMLInputElement ? field.checked : field.value.trim() !== ""));
}

function parts(form: HTMLFormElement): HTMLTextAreaElement[] {
  return [...form.querySelectorAll<HTMLTextAreaElement>('textarea[name="thread"]')];
}

/** One more empty row, made from the last one; its label counts on. */
function addPart(form: HTMLFormElement): boolean {
  const row = parts(form).at(-1)?.closest("li");
  if (row === null || row === undefined) return false;
  const next = row.cloneNode(true) as HTMLLIElement;
  const number = parts(form).length + 1;
  const field = next.querySelector("textarea");
  const label = next.querySelector("label");
  if (field === null || label === null) return false;
  field.value = "";
  field.id = `thread-${number}`;
  label.htmlFor = field.id;
  label.textContent = (label.textContent ?? "").replace(/\p{N}+/u, String(number + 1));
  row.after(next);
  return true;
}

function area(form: HTMLFormElement, name: string): HTMLTextAreaElement | null {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLTextAreaElement ? field : null;
}

function box(form: HTMLFormElement, name: string): HTMLInputElement | null {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field : null;
}
