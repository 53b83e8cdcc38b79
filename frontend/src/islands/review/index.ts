/** Select words in the exact text, press "Comment on this": the comment form names that passage. */

type Passage = { channel: string; start: number; end: number; quote: string };

const MOST_SHOWN = 80;

/** Code points from the start of the text to a place inside one of its pieces; null outside of any. */
function position(node: Node, offset: number): number | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>("[data-start]");
  if (!piece) return null;
  const before = document.createRange();
  before.selectNodeContents(piece);
  before.setEnd(node, offset);
  return Number(piece.dataset["start"]) + [...before.toString()].length;
}

function selected(texts: HTMLElement[]): { passage: Passage; box: DOMRect } | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = texts.find((one) => one.contains(range.startContainer) && one.contains(range.endContainer));
  if (text === undefined) return null;
  const start = position(range.startContainer, range.startOffset);
  const end = position(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  const passage = { channel: text.dataset["channel"] ?? "", start, end, quote: range.toString() };
  return { passage, box: range.getBoundingClientRect() };
}

export function mount(el: HTMLElement): void {
  const form = el.querySelector<HTMLFormElement>(".comment-form");
  const choice = el.querySelector<HTMLSelectElement>("#passage");
  const here = el.querySelector<HTMLButtonElement>(".comment-here");
  const hint = el.querySelector<HTMLElement>("#passage-hint");
  const texts = [...el.querySelectorAll<HTMLElement>(".said.exact")];
  if (form === null || choice === null || here === null) return;
  if (hint?.dataset["selectHint"]) hint.textContent = hint.dataset["selectHint"];
  let passage: Passage | null = null;

  document.addEventListener("selectionchange", () => {
    const found = selected(texts);
    here.hidden = found === null;
    if (found === null) return;
    passage = found.passage;
    const above = found.box.top - here.offsetHeight - 10;
    here.style.setProperty("top", `${above > 8 ? above : found.box.bottom + 10}px`);
    const right = window.innerWidth - here.offsetWidth - 8;
    here.style.setProperty("left", `${Math.max(8, Math.min(found.box.left, right))}px`);
  });

  // keep the selection while the button is pressed
  here.addEventListener("pointerdown", (event) => event.preventDefault());
  here.addEventListener("click", () => {
    if (passage === null) return;
    here.hidden = true;
    choice.querySelector("[data-selected]")?.remove();
    const words = passage.quote.length > MOST_SHOWN ? `${passage.quote.slice(0, MOST_SHOWN)}…` : passage.quote;
    const option = new Option(
      `${choice.dataset["selectedLabel"] ?? ""} ${words}`,
      `${passage.channel}|${passage.start}|${passage.end}`,
      true,
      true,
    );
    option.dataset["selected"] = "";
    choice.append(option);
    const text = form.querySelector<HTMLTextAreaElement>("textarea");
    text?.focus();
    form.scrollIntoView({ block: "center" });
  });

  const across = form.querySelector<HTMLInputElement>("[name=x]");
  const down = form.querySelector<HTMLInputElement>("[name=y]");
  for (const picture of el.querySelectorAll<HTMLImageElement>("img[data-picture]")) {
    picture.addEventListener("click", (event) => {
      const option = choice.querySelector<HTMLOptionElement>(`[data-picture="${picture.dataset["picture"] ?? ""}"]`);
      if (option === null || across === null || down === null) return;
      const box = picture.getBoundingClientRect();
      option.selected = true;
      across.value = String(Math.round(((event.clientX - box.left) / box.width) * 100));
      down.value = String(Math.round(((event.clientY - box.top) / box.height) * 100));
      form.querySelector<HTMLTextAreaElement>("textarea")?.focus();
      form.scrollIntoView({ block: "center" });
    });
  }

  for (const verdict of document.querySelectorAll<HTMLDetailsElement>("details.verdict")) {
    verdict.addEventListener("toggle", () => {
      if (verdict.open) verdict.querySelector<HTMLTextAreaElement>("textarea")?.focus();
    });
  }
}
