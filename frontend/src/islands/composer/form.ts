/** The form is the truth: everything but the open editor is read from it and written to it. */
import { readLater, writeLater } from "./further";
import { el, within } from "./page";
import type { Body, Film, Picture, Source } from "./types";

const form = (): HTMLFormElement => el<HTMLFormElement>("compose-form");

export function area(tab: string): HTMLTextAreaElement {
  return el<HTMLTextAreaElement>(tab === "all" ? "compose-text" : `variant-${tab}`);
}

export function own(channel: number | string): HTMLInputElement {
  return within<HTMLInputElement>(form(), `input[name="own-${channel}"]`);
}

export function ticks(): HTMLInputElement[] {
  return [...form().querySelectorAll<HTMLInputElement>('input[name="channel"]')];
}

export function chosen(): number[] {
  return ticks().filter((box) => box.checked).map((box) => Number(box.value));
}

function value(name: string): string {
  const field = form().elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
}

export function readBody(): Body {
  const channels = chosen();
  const variants: Record<string, string> = {};
  for (const channel of channels) if (own(channel).checked) variants[channel] = area(String(channel)).value;
  return {
    title: value("title"),
    text: area("all").value,
    lang: value("lang"),
    channels,
    variants,
    pictures: [...el("picture-list").querySelectorAll<HTMLElement>("[data-picture]")].map(readPicture),
    evidence: [...el("source-list").querySelectorAll<HTMLElement>("[data-source]")].map(readSource).filter(isWhole),
    use_until: value("use_until"),
    ...readLater(form()),
    ...linked(),
  };
}

/** The linked consents and the film, which pages of their own change. */
function linked(): Pick<Body, "consents" | "film"> {
  const film = JSON.parse(value("film") || "null") as Film | null;
  const consents = JSON.parse(value("consents") || "[]") as NonNullable<Body["consents"]>;
  return { ...(consents.length > 0 ? { consents } : {}), ...(film === null ? {} : { film }) };
}

export function readPicture(row: HTMLElement): Picture {
  const id = row.dataset["picture"] ?? "";
  const [x, y] = within<HTMLInputElement>(row, `input[name="focus-${id}"]`).value.split(",").map(Number);
  const alt = within<HTMLTextAreaElement>(row, "textarea").value;
  return { media_id: id, sha256: "", alt, focus: [x ?? 0.5, y ?? 0.5] };
}

export function readSource(row: HTMLElement): Source {
  const read = (name: string): string => within<HTMLInputElement>(row, `input[name="${name}"]`).value.trim();
  return { url: read("source"), title: read("source-title"), publisher: read("source-publisher"), checked_on: read("source-date") };
}

/** An address still being typed is no source yet. */
function isWhole(source: Source): boolean {
  try {
    const url = new URL(source.url);
    return (url.protocol === "https:" || url.protocol === "http:") && url.hostname.includes(".");
  } catch {
    return false;
  }
}

/** Everything but pictures and sources, which their own modules draw. */
export function writeFields(body: Body): void {
  const set = (name: string, text: string): void => {
    const field = form().elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = text;
  };
  set("title", body.title);
  set("lang", body.lang);
  set("use_until", body.use_until);
  writeLater(form(), body);
  set("film", body.film === undefined ? "" : JSON.stringify(body.film));
  set("consents", JSON.stringify(body.consents ?? []));
  area("all").value = body.text;
  for (const box of ticks()) {
    const variant = body.variants[box.value];
    box.checked = body.channels.includes(Number(box.value));
    own(box.value).checked = variant !== undefined;
    area(box.value).value = variant ?? "";
  }
}

export function setVersion(version: number, base: Body): void {
  within<HTMLInputElement>(form(), 'input[name="version"]').value = String(version);
  within<HTMLTextAreaElement>(form(), 'textarea[name="base"]').value = JSON.stringify(base);
}

export function storedBase(): Body {
  return JSON.parse(within<HTMLTextAreaElement>(form(), 'textarea[name="base"]').value) as Body;
}
