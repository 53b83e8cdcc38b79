/** What the parts of the composer share. */
import type { Notes } from "./notes";
import type { Say } from "./say";
import type { Body, Channel, Data } from "./types";

export interface Composer {
  data: Data;
  words: Say;
  notes: Notes;
  nonce: string;
  body: () => Body;
  /** Something the post says has changed: keep, save, check, measure. */
  touched: () => void;
}

export function channelOf(composer: Composer, id: number | string): Channel | undefined {
  return composer.data.channels.find((channel) => channel.id === Number(id));
}

export function channelName(composer: Composer, id: number | string): string {
  const found = channelOf(composer, id);
  return found === undefined ? "" : `${found.networkName} · ${found.name}`;
}
