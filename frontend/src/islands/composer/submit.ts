/** The form's own buttons: what is typed is saved first, so that the page never competes with itself. */
import { el, token, within } from "./page";
import type { Saving } from "./saving";

export function sendAfterSaving(saving: Saving): void {
  const form = el<HTMLFormElement>("compose-form");
  let sending = false;
  form.addEventListener("submit", (event) => {
    if (sending) return;
    event.preventDefault();
    sending = true;
    const pressed = event.submitter;
    const patience = new Promise((resolve) => window.setTimeout(resolve, 5000));
    void Promise.race([saving.flush(), patience]).finally(() => {
      const action = document.createElement("input");
      action.type = "hidden";
      action.name = "action";
      action.value = pressed instanceof HTMLButtonElement ? pressed.value : "save";
      form.append(action);
      // somebody may have signed in again since the page was drawn
      within<HTMLInputElement>(form, 'input[name="csrfmiddlewaretoken"]').value = token();
      form.submit();
    });
  });
}
