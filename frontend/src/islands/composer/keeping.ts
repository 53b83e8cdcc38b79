/** A copy of unsaved words in this browser, so that a crash, a lost connection or an ended session loses nothing. */
import type { Composer } from "./composer";
import { piece, within } from "./page";
import type { Body } from "./types";

const DAYS = 14 * 24 * 60 * 60 * 1000;

interface Kept {
  body: Body;
  version: number;
  at: number;
}

export class Keeping {
  private readonly key: string;
  private timer = 0;

  constructor(private readonly composer: Composer, private readonly version: () => number) {
    this.key = `wellspoken:post:${composer.data.person}:${composer.data.post}`;
    window.addEventListener("pagehide", () => {
      if (this.timer !== 0) this.now();
    });
  }

  soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.now(), 150);
  }

  private now(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    const kept: Kept = { body: this.composer.body(), version: this.version(), at: Date.now() };
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch (error) {
      console.warn("No room to keep a copy in this browser", error);
    }
  }

  /** Everything is stored on the server: the copy may go. */
  drop(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    localStorage.removeItem(this.key);
  }

  private kept(): Kept | null {
    try {
      const found = JSON.parse(localStorage.getItem(this.key) ?? "null") as Kept | null;
      return found !== null && Date.now() - found.at < DAYS ? found : null;
    } catch {
      return null; // not ours, or cut off: nothing to offer
    }
  }

  /** Offer what an earlier visit could not save, when it says something else than the page. */
  offer(now: Body, take: (body: Body) => void): void {
    const kept = this.kept();
    if (kept === null || same(kept.body, now)) {
      this.drop();
      return;
    }
    const note = piece("kept");
    within(note, "[data-text]").textContent = kept.body.text || kept.body.title;
    within(note, "[data-take]").addEventListener("click", () => {
      this.composer.notes.clear("kept");
      take(kept.body);
    });
    within(note, "[data-drop]").addEventListener("click", () => {
      this.composer.notes.clear("kept");
      this.drop();
    });
    this.composer.notes.put("kept", note);
  }
}

/** Whether two bodies say the same; hashes of pictures are the server's business. */
export function same(a: Body, b: Body): boolean {
  return canonical(a) === canonical(b);
}

function canonical(body: Body): string {
  const variants = Object.entries(body.variants).sort(([a], [b]) => Number(a) - Number(b));
  const pictures = body.pictures.map((p) => [p.media_id, p.alt, p.focus]);
  const sources = body.evidence.map((e) => [e.url, e.title, e.publisher, e.checked_on]);
  const channels = [...body.channels].sort((a, b) => a - b);
  const said = body.further ?? {};
  const later = [body.correction ?? "", said.thread ?? [], said.first_comment ?? "", said.paid_partnership ?? false, said.ai_made ?? false];
  const used = body.film;
  const film = used && [used.film_id, used.alt, used.poster?.media_id, used.captions.map((one) => one.key), used.waiver, used.reason];
  return JSON.stringify([body.title, body.text, body.lang, channels, variants, pictures, sources, body.use_until, later, film ?? null]);
}
