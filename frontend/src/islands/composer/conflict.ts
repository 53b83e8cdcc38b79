/** Two people saved at once: both versions are shown, and the person chooses. */
import { el, within } from "./page";
import type { Body, Conflict } from "./types";

export type Choice = "merged" | "mine" | "theirs";

const shownText = (body: Body): string => [body.title, body.text, ...Object.values(body.variants)].filter(Boolean).join("\n\n");

/** Ask; the dialog has no way out but a choice, because saving waits for it. */
export function askHowToGoOn(conflict: Conflict, mine: Body, somebody: string): Promise<Choice> {
  const dialog = el<HTMLDialogElement>("compose-conflict");
  const line = el("conflict-line").dataset["text"] ?? "";
  within(dialog, "[data-who]").textContent = line.replace("{who}", conflict.who || somebody);
  within(dialog, "[data-mine]").textContent = shownText(mine);
  within(dialog, "[data-theirs]").textContent = shownText(conflict.theirs);
  within(dialog, "[data-merged]").textContent = conflict.merged === null ? "" : shownText(conflict.merged);
  within(dialog, "[data-merged-part]").hidden = conflict.merged === null;
  within(dialog, "[data-no-merge]").hidden = conflict.merged !== null;
  within(dialog, '[data-choose="merged"]').hidden = conflict.merged === null;
  dialog.showModal();
  return new Promise((resolve) => {
    const stay = (event: Event): void => event.preventDefault();
    dialog.addEventListener("cancel", stay);
    for (const button of dialog.querySelectorAll<HTMLButtonElement>("[data-choose]")) {
      button.onclick = () => {
        dialog.removeEventListener("cancel", stay);
        dialog.close();
        resolve(button.dataset["choose"] as Choice);
      };
    }
  });
}
