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

/** The network's name alone where the team has one channel on it, else with the channel's. */
export function channelName(composer: Composer, id: number | string): string {
  const found = channelOf(composer, id);
  if (found === undefined) return "";
  const alone = composer.data.channels.filter((channel) => channel.network === found.network).length === 1;
  return alone ? found.networkName : `${found.networkName} · ${found.name}`;
}
