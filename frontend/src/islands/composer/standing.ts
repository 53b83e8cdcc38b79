/** What reviewers were asked and have let through: it holds for the stored words and ends with the next change. */
import type { Composer } from "./composer";
import { storedBase } from "./form";
import { same } from "./keeping";
import { el } from "./page";
import type { Body, Card } from "./types";

export class Standing {
  private readonly words: Body;

  constructor(private readonly composer: Composer) {
    this.words = storedBase();
  }

  /** Whether the form still says what the page came with. */
  private holds(): boolean {
    return same(this.composer.body(), this.words);
  }

  released(card: Card): boolean {
    return this.composer.data.standing.released.includes(card.id) && this.holds();
  }

  draw(): void {
    const asked = this.composer.data.standing.asked !== "" && this.holds();
    el("check-asked").hidden = !asked;
    el("check-ask-act").hidden = asked;
  }
}
