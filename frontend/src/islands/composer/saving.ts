/** Saves 800 ms after typing stops, one save at a time; says plainly where the words are. */
import type { Composer } from "./composer";
import { setVersion, storedBase } from "./form";
import { Keeping, same } from "./keeping";
import { el } from "./page";
import { type Answer, ask } from "./sending";
import type { Body, Conflict } from "./types";

type Saved = { version: number; state: string; state_word: string };

const PAUSE = 800;
const AGAIN = 4000;

export class Saving {
  version: number;
  base: Body;
  readonly keeping: Keeping;
  private timer = 0;
  private running: Promise<void> | null = null;
  private held = false;

  constructor(private readonly composer: Composer, private readonly clash: (conflict: Conflict, mine: Body) => void) {
    this.version = composer.data.version;
    this.base = storedBase();
    this.keeping = new Keeping(composer, () => this.version);
    window.addEventListener("online", () => this.soon(0));
    window.addEventListener("focus", () => {
      if (this.changed()) this.soon(0);
    });
  }

  soon(pause = PAUSE): void {
    this.keeping.soon();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), pause);
  }

  /** Save now what is not saved yet; ends when the server has answered. */
  async flush(): Promise<void> {
    window.clearTimeout(this.timer);
    if (this.running !== null) {
      await this.running;
    }
    if (this.held || !this.changed()) return;
    this.running = this.save();
    await this.running;
    this.running = null;
    if (this.changed() && !this.held) this.soon();
  }

  /** A conflict was settled: `version` and what was saved there are the new beginning. */
  settle(version: number, base: Body): void {
    this.held = false;
    this.take(version, base);
  }

  private changed(): boolean {
    return !same(this.composer.body(), this.base);
  }

  private async save(): Promise<void> {
    const body = this.composer.body();
    this.tell("saving");
    const answer = await ask(this.composer.data.urls.autosave, { version: this.version, body, base: this.base });
    if (answer.kind === "ok") this.saved(answer.data as Saved, body);
    else this.notSaved(answer, body);
  }

  private saved(answer: Saved, body: Body): void {
    this.take(answer.version, body);
    this.composer.notes.clear("saving");
    el("compose-state").textContent = answer.state_word;
    // what was approved, sent or rejected is a draft again with its first new word
    const send = document.getElementById("compose-submit");
    if (send) send.hidden = answer.state !== "draft" && answer.state !== "changes";
    if (!this.changed()) this.keeping.drop();
    this.tell("saved");
  }

  private take(version: number, base: Body): void {
    this.version = version;
    this.base = base;
    setVersion(version, base);
  }

  private notSaved(answer: Answer, body: Body): void {
    const { words, notes, data } = this.composer;
    this.tell("unsaved");
    this.keeping.soon();
    if (answer.kind === "refused" && answer.code === "conflict") {
      this.held = true;
      this.clash(answer.data as Conflict, body);
      return;
    }
    if (answer.kind === "refused") {
      notes.show("saving", words.say("not_saved", { why: answer.error }), "block");
      this.held = false;
      return;
    }
    if (answer.kind === "signed_out") {
      notes.show("saving", words.say("signed_out"), "review", { text: words.say("sign_in"), url: data.urls.login });
    } else if (answer.kind === "offline") notes.show("saving", words.say("offline"), "review");
    else notes.show("saving", words.say("not_saved", { why: words.say("failed") }), "review");
    this.timer = window.setTimeout(() => void this.flush(), AGAIN);
  }

  private tell(key: string): void {
    const said = this.composer.words.say(key);
    const line = el("saved");
    if (line.textContent !== said) line.textContent = said;
  }
}
