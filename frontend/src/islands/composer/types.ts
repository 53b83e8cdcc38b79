/** What the page and the server say to the island. Offsets from the server are code points. */

export type Severity = "block" | "review" | "advise";
export type Plural = { one: string; other: string };
export type Words = Record<string, string | Plural>;

export interface Channel {
  id: number;
  name: string;
  handle: string;
  network: string;
  networkName: string;
  limit: number;
  unit: string;
  linkLength: number | null;
  pictures: number;
}

export interface Data {
  post: number;
  person: number;
  version: number;
  team: number;
  lang: string;
  altLength: number;
  /** what reviewers were asked or have let through, for the stored words only */
  standing: { asked: string; released: string[] };
  urls: Record<"autosave" | "screen" | "plan" | "upload" | "login", string>;
  channels: Channel[];
  words: Words;
}

export interface Picture {
  media_id: string;
  sha256: string;
  alt: string;
  focus: [number, number];
}

/** The film, filled in by the server; its own page changes it. */
export interface Film {
  film_id: string;
  sha256: string;
  alt: string;
  poster: { media_id: string; sha256: string } | null;
  captions: { key: number; lang: string; sha256: string }[];
  waiver: string;
  reason: string;
}

export interface Source {
  url: string;
  title: string;
  publisher: string;
  checked_on: string;
}

export interface Body {
  title: string;
  text: string;
  lang: string;
  channels: number[];
  variants: Record<string, string>;
  pictures: Picture[];
  evidence: Source[];
  use_until: string;
  /** these two only where the page has fields for them; what is not sent stays as it is stored */
  correction?: string;
  further?: Further;
  /** as the server gave it; only where there is one */
  film?: Film;
  /** whose permission is used; only where there is some */
  consents?: { key: number; purpose: string; information: string[] }[];
}

export interface Further {
  thread?: string[];
  first_comment?: string;
  paid_partnership?: boolean;
  ai_made?: boolean;
}

export interface Card {
  id: string;
  /** unique within one report; set on arrival */
  key: string;
  rule: string;
  severity: Severity;
  start: number;
  end: number;
  title: string;
  message: string;
  advice: string;
  citation: string;
  quote: string;
  fix: { start: number; end: number; replacement: string; label: string } | null;
}

export interface Part {
  part: string;
  channels: number[];
  cards: Card[];
}

export interface Piece {
  text: string;
  kind: string;
  href: string;
}

export interface ChannelReport {
  length: { count: number; limit: number; unit: string; over: number };
  preview: Piece[];
  problems: { code: string; message: string; severity: string }[];
}

export interface Report {
  seq: number;
  parts: Part[];
  counts: Record<Severity, number>;
  checked: number;
  checked_names: string[];
  not_checked: string[];
  /** per address of the evidence, what kind of publisher it is, in words */
  sources: Record<string, string>;
  channels: Record<string, ChannelReport>;
  /** per picture what was seen in it, in words */
  pictures: Record<string, string>;
  /** whether a picture has still to be looked into */
  waiting: boolean;
}

export interface Conflict {
  version: number;
  who: string;
  theirs: Body;
  merged: Body | null;
}

/** "all" is the common text; otherwise a channel's key. */
export type Tab = string;
