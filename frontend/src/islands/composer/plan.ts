/** When it should go out: stored as soon as it is chosen; hours that are missing or doubled are said. */
import type { Composer } from "./composer";
import { el, within } from "./page";
import { ask } from "./sending";

interface Planned {
  label: string;
  doubled: boolean;
  slots: { channel: string; when: string }[];
}

export class Planning {
  private readonly sheet = el("compose-plan");
  private asked = 0;

  constructor(private readonly composer: Composer, private readonly changed: () => void) {
    const wall = el<HTMLInputElement>("plan-wall");
    wall.addEventListener("input", () => {
      within<HTMLInputElement>(this.sheet, 'input[name="plan"][value="at"]').checked = true;
    });
    for (const input of this.sheet.querySelectorAll("input")) {
      input.addEventListener("change", () => {
        if (input.name === "plan" && input.value === "at" && wall.value === "") wall.focus();
        else void this.store();
      });
    }
  }

  private picked(name: string): string {
    return this.sheet.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? "";
  }

  private async store(): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    const chosen = { plan: this.picked("plan"), wall: el<HTMLInputElement>("plan-wall").value, fold: this.picked("fold") };
    const answer = await ask(this.composer.data.urls.plan, chosen);
    if (mine !== this.asked) return;
    if (answer.kind === "ok") this.planned(answer.data as Planned);
    else if (answer.kind === "refused") this.say(answer.error, true);
    else this.say(this.composer.words.say(answer.kind === "offline" ? "plan_offline" : "failed"), true);
  }

  private planned(answer: Planned): void {
    el("plan-label").textContent = answer.label;
    el("plan-fold").hidden = !answer.doubled;
    this.say([answer.label, ...answer.slots.map((slot) => `${slot.channel}: ${slot.when}`)].join("\n"), false);
    this.changed();
  }

  private say(text: string, wrong: boolean): void {
    const line = el("plan-said");
    line.textContent = text;
    line.classList.toggle("error", wrong);
  }
}
