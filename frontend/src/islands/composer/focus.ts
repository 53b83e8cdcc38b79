/** The point of a picture that stays visible when it is cropped: by pressing, dragging or the arrow keys. */
import { within } from "./page";

const STEP = 0.05;

export function addFocus(row: HTMLElement, changed: () => void): void {
  const point = within<HTMLButtonElement>(row, "[data-focus]");
  const frame = within(row, ".picture-frame");
  const image = within<HTMLImageElement>(row, "img");
  const stored = within<HTMLInputElement>(row, 'input[name^="focus-"]');
  point.hidden = false;

  const read = (): [number, number] => {
    const [x, y] = (stored.value || "0.5,0.5").split(",").map(Number);
    return [x ?? 0.5, y ?? 0.5];
  };
  const draw = (): void => {
    const [x, y] = read();
    point.style.left = `${x * 100}%`;
    point.style.top = `${y * 100}%`;
    image.style.objectPosition = `${x * 100}% ${y * 100}%`;
  };
  const put = (x: number, y: number): void => {
    const hold = (n: number): number => Math.round(Math.min(1, Math.max(0, n)) * 100) / 100;
    stored.value = `${hold(x)},${hold(y)}`;
    draw();
    changed();
  };
  const follow = (event: PointerEvent): void => {
    const box = frame.getBoundingClientRect();
    put((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  frame.addEventListener("pointerdown", (event) => {
    follow(event);
    frame.setPointerCapture(event.pointerId);
    frame.addEventListener("pointermove", follow);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    frame.addEventListener(end, () => frame.removeEventListener("pointermove", follow));
  }
  point.addEventListener("keydown", (event) => {
    const [dx, dy] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key] ?? [0, 0];
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    const [x, y] = read();
    put(x + (dx ?? 0), y + (dy ?? 0));
  });
  row.addEventListener("picture:written", draw);
  draw();
}
