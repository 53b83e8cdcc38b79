/** Length per chosen channel: counted at once here, exactly by the server a moment later. */
import { type Composer, channelName, channelOf } from "./composer";
import { el } from "./page";
import type { Channel, Report } from "./types";

const LINK = /https?:\/\/[^\s]+/g;
const FAR = 5000;
const SVG = "http://www.w3.org/2000/svg";

export class Lengths {
  private readonly segmenter: Intl.Segmenter;

  constructor(private readonly composer: Composer) {
    this.segmenter = new Intl.Segmenter(composer.data.lang, { granularity: "grapheme" });
  }

  /** An estimate at once, so that the number moves with the typing. */
  guess(text: (channel: number) => string): void {
    const rows = this.composer.body().channels.map((id) => {
      const channel = channelOf(this.composer, id);
      return channel === undefined ? null : this.row(id, this.count(channel, text(id)), channel.limit);
    });
    this.show(rows);
  }

  /** The networks' own counting. */
  exact(report: Report): void {
    this.show(Object.entries(report.channels).map(([id, { length }]) => this.row(Number(id), length.count, length.limit)));
  }

  private count(channel: Channel, text: string): number {
    const { linkLength } = channel;
    const whole = linkLength === null ? text : text.replace(LINK, "x".repeat(linkLength));
    return channel.unit === "graphemes" ? [...this.segmenter.segment(whole)].length : [...whole].length;
  }

  private show(rows: (HTMLElement | null)[]): void {
    el("compose-lengths").replaceChildren(...rows.filter((row) => row !== null));
  }

  /** Nothing is said of a limit that is far away. */
  private row(id: number, count: number, limit: number): HTMLElement | null {
    if (limit > FAR && count < limit / 2) return null;
    const item = document.createElement("li");
    const left = limit - count;
    item.className = left < 0 ? "length over" : left <= limit * 0.1 ? "length near" : "length";
    const words = document.createElement("span");
    const channel = channelName(this.composer, id);
    words.textContent = this.composer.words.say(left < 0 ? "over" : "left", { n: Math.abs(left), channel });
    item.append(ring(Math.min(1, count / limit)), words);
    return item;
  }
}

/** A small ring that fills; the words beside it say the same. */
function ring(part: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "ring");
  svg.setAttribute("aria-hidden", "true");
  for (const [kind, dash] of [["ring-all", "100 0"], ["ring-part", `${Math.round(part * 100)} 100`]] as const) {
    const circle = document.createElementNS(SVG, "circle");
    for (const [name, value] of Object.entries({ cx: "12", cy: "12", r: "9", pathLength: "100", "stroke-dasharray": dash })) circle.setAttribute(name, value);
    circle.setAttribute("class", kind);
    svg.append(circle);
  }
  return svg;
}
