/** A field to sign with a finger, pen or mouse. The typed name alone is enough: whoever cannot draw misses nothing. */
const WIDTH = 2.5;

export function mount(el: HTMLElement): void {
  const canvas = el.querySelector<HTMLCanvasElement>("[data-canvas]");
  const value = el.querySelector<HTMLInputElement>("input[name=drawing]");
  const part = el.querySelector<HTMLElement>("[data-draw]");
  const said = el.querySelector<HTMLElement>("[data-said]");
  const pen = canvas?.getContext("2d");
  if (!canvas || !value || !part || !said || !pen) return;
  part.hidden = false;
  const clear = (): void => blank(canvas, pen, value, said);
  clear();
  draw(canvas, pen, () => {
    value.value = canvas.toDataURL("image/png");
    said.textContent = said.dataset.drawn ?? "";
  });
  el.querySelector("[data-clear]")?.addEventListener("click", clear);
}

/** An empty white sheet with as many dots as the screen shows. */
function blank(
  canvas: HTMLCanvasElement,
  pen: CanvasRenderingContext2D,
  value: HTMLInputElement,
  said: HTMLElement,
): void {
  const scale = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.max(1, Math.round(canvas.clientWidth * scale));
  canvas.height = Math.max(1, Math.round(canvas.clientHeight * scale));
  pen.scale(scale, scale);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.strokeStyle = "#111";
  pen.lineWidth = WIDTH;
  pen.lineCap = pen.lineJoin = "round";
  value.value = "";
  said.textContent = said.dataset.empty ?? "";
}

/** Follow one pointer at a time; `done` is called at the end of each stroke. */
function draw(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D, done: () => void): void {
  let pointer: number | null = null;
  canvas.addEventListener("pointerdown", (event) => {
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    pen.beginPath();
    pen.moveTo(event.offsetX, event.offsetY);
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    pen.lineTo(event.offsetX, event.offsetY);
    pen.stroke();
  });
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    done();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
}
