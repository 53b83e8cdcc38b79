/** Asks for checks 250 ms after typing stops; an older question is dropped, an older answer ignored. */
import type { Composer } from "./composer";
import { ask } from "./sending";
import type { Body, Report } from "./types";

const PAUSE = 250;
const AGAIN = 5000;
/** pictures are looked into one after the other; until then the answer is not whole */
const LOOKING = 4000;

export interface Heard {
  report: (report: Report, body: Body) => void;
  busy: () => void;
  failed: (why: string) => void;
}

export class Screening {
  private timer = 0;
  private seq = 0;
  private running: AbortController | null = null;

  constructor(private readonly composer: Composer, private readonly heard: Heard) {}

  soon(pause = PAUSE): void {
    window.clearTimeout(this.timer);
    this.seq += 1; // whatever is under way is about words that are no more
    this.running?.abort();
    this.timer = window.setTimeout(() => void this.now(), pause);
  }

  private async now(): Promise<void> {
    const seq = this.seq;
    const body = this.composer.body();
    this.running = new AbortController();
    this.heard.busy();
    const answer = await ask(this.composer.data.urls.screen, { seq, body }, this.running.signal);
    if (seq !== this.seq || answer.kind === "aborted") return;
    if (answer.kind === "ok") {
      const report = named(answer.data as Report);
      this.heard.report(report, body);
      if (report.waiting) this.timer = window.setTimeout(() => this.soon(0), LOOKING);
      return;
    }
    this.heard.failed(answer.kind === "refused" ? answer.error : "");
    // an answer about the words themselves will not change by asking again
    if (answer.kind !== "refused") this.soon(AGAIN);
  }
}

/** Every finding gets a key of its own within the report. */
function named(report: Report): Report {
  for (const part of report.parts) {
    for (const [number, card] of part.cards.entries()) card.key = `${part.part}@${part.channels.join("-")}:${number}`;
  }
  return report;
}
