/** Dragging a chip from day to day, on the table that the server drew. */
import { sendTo } from "./send";

function dayAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-day]") : null;
}

export function drag(root: HTMLElement): void {
  let chip: HTMLElement | null = null;
  let over: HTMLElement | null = null;
  const said = root.querySelector<HTMLElement>("#cal-said");

  const light = (day: HTMLElement | null): void => {
    if (day === over) return;
    over?.classList.remove("over");
    day?.classList.add("over");
    over = day;
  };

  root.addEventListener("dragstart", (event) => {
    chip = event.target instanceof Element ? event.target.closest<HTMLElement>(".cal-chip[draggable]") : null;
    if (chip === null || event.dataTransfer === null) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", chip.dataset["post"] ?? "");
    chip.classList.add("lifted");
    if (said !== null) said.textContent = said.dataset["lifted"] ?? "";
  });
  root.addEventListener("dragover", (event) => {
    const day = dayAt(event.target);
    if (chip === null || day === null) return;
    event.preventDefault();
    light(day);
  });
  root.addEventListener("drop", (event) => {
    const day = dayAt(event.target);
    if (chip === null || day === null) return;
    event.preventDefault();
    sendTo(root, chip, day.dataset["day"] ?? "");
  });
  root.addEventListener("dragend", () => {
    chip?.classList.remove("lifted");
    light(null);
    chip = null;
    if (said !== null) said.textContent = "";
  });
}
