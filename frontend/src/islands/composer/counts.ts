/** How many of each weight, as tags, and as a sentence for people who do not see them. */
import type { Composer } from "./composer";
import type { Entry } from "./findings";
import { el } from "./page";
import type { Severity } from "./types";

export const LEVELS: [Severity, string, string][] = [
  ["block", "stops", "stop"],
  ["review", "reviews", "review"],
  ["advise", "advices", "advise"],
];

export class Counts {
  private said = "";

  constructor(private readonly composer: Composer) {}

  /** Released stops hold nothing back and are not counted. */
  draw(entries: Entry[]): void {
    const { words } = this.composer;
    const open = entries.filter((entry) => !entry.released);
    const found = LEVELS.map(([level, plural]) => ({ level, plural, n: open.filter((e) => e.card.severity === level).length }));
    const some = found.filter((f) => f.n > 0);
    const tags = (): HTMLElement[] => {
      const made = some.map(({ level, plural, n }) => tag(level, String(n), words.say(plural, { n })));
      return made.length > 0 ? made : [tag("ok", words.say("none"))];
    };
    el("check-counts").replaceChildren(...tags());
    el("to-checks-counts").replaceChildren(...tags());
    const sentence = some.length > 0 ? some.map(({ plural, n }) => words.say(plural, { n })).join(", ") : words.say("none");
    if (sentence !== this.said) el("check-said").textContent = sentence;
    this.said = sentence;
    this.blocked(found[0]?.n ?? 0);
  }

  private blocked(stops: number): void {
    const { words } = this.composer;
    el("compose-blocked").textContent = stops > 0 ? words.say("mend", { n: stops }) : "";
    el("check-ask").hidden = stops === 0;
  }
}

function tag(level: string, text: string, said = ""): HTMLElement {
  const made = document.createElement("span");
  made.className = `tag ${level}`;
  const plain = document.createElement("span");
  plain.textContent = text;
  made.append(plain);
  if (said !== "") {
    plain.ariaHidden = "true";
    const aloud = document.createElement("span");
    aloud.className = "sr";
    aloud.textContent = said;
    made.append(aloud);
  }
  return made;
}
