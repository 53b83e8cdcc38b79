/** The "Move…" page inside a dialog; when anything fails, the page itself is opened instead. */

export class MoveDialog {
  private readonly dialog: HTMLDialogElement | null;
  private opener: HTMLElement | null = null;

  constructor(root: HTMLElement) {
    this.dialog = root.querySelector<HTMLDialogElement>("#cal-dialog");
    this.dialog?.addEventListener("close", () => this.opener?.focus());
    this.dialog?.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || event.target.closest("[data-close]") === null) return;
      event.preventDefault();
      this.dialog?.close();
    });
    this.dialog?.addEventListener("submit", (event) => void this.send(event));
  }

  /** Show the form behind a "Move…" link. */
  async open(link: HTMLAnchorElement): Promise<void> {
    this.opener = link;
    const answer = await this.ask(link.href).catch(() => null);
    if (this.dialog === null || answer === null || !answer.ok || answer.redirected) {
      window.location.assign(link.href);
      return;
    }
    this.show(await answer.text());
  }

  private ask(url: string, body?: FormData): Promise<Response> {
    return fetch(url, { method: body ? "POST" : "GET", body: body ?? null, headers: { "X-Fragment": "move" } });
  }

  private async send(event: SubmitEvent): Promise<void> {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const answer = await this.ask(form.action, new FormData(form)).catch(() => null);
    if (answer === null) form.submit();
    else if (answer.status === 422) this.show(await answer.text());
    else window.location.assign(answer.headers.get("X-Next") ?? window.location.href);
  }

  private show(html: string): void {
    if (this.dialog === null) return;
    const page = new DOMParser().parseFromString(html, "text/html");
    this.dialog.replaceChildren(...page.body.childNodes);
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector<HTMLElement>("[name=date]")?.focus();
  }
}
