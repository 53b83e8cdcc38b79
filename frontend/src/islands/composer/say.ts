/** Words from the page, filled in. */
import type { Data, Words } from "./types";

type Values = Record<string, string | number>;

export class Say {
  private readonly words: Words;
  private readonly rules: Intl.PluralRules;
  private readonly numbers: Intl.NumberFormat;

  constructor(data: Data) {
    this.words = data.words;
    this.rules = new Intl.PluralRules(data.lang);
    this.numbers = new Intl.NumberFormat(data.lang);
  }

  /** The words called `key`, with {names} filled in; counted ones choose their form by `n`. */
  say(key: string, values: Values = {}): string {
    const found = this.words[key];
    if (found === undefined) return key;
    const form = typeof found === "string" ? found : this.rules.select(Number(values["n"])) === "one" ? found.one : found.other;
    return form.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name];
      return value === undefined ? hole : typeof value === "number" ? this.numbers.format(value) : value;
    });
  }
}
