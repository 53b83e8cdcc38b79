/** The film: sent to the server with progress, then put into the words; its page does the rest. */
import type { Composer } from "./composer";
import { el, piece, token, within } from "./page";
import type { Film } from "./types";

interface Answer {
  film?: Film;
  error?: string;
}

export function mountFilm(composer: Composer, flush: () => Promise<void>): void {
  const part = el("compose-film");
  const input = part.querySelector<HTMLInputElement>("[data-film-input]");
  input?.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = ""; // it goes by itself, not with the form
    if (file !== undefined) send(composer, part, file, flush);
  });
}

function send(composer: Composer, part: HTMLElement, file: File, flush: () => Promise<void>): void {
  const held = within<HTMLInputElement>(part, 'input[name="film"]');
  const line = piece("upload");
  const bar = within<HTMLProgressElement>(line, "[data-bar]");
  const say = (n: number): void => {
    bar.value = n;
    within(line, "[data-what]").textContent = composer.words.say("uploading", { name: file.name, n });
  };
  const failed = (why: string): void => {
    line.remove();
    const said = why || composer.words.say("failed");
    composer.notes.show("film", composer.words.say("upload_failed", { name: file.name, why: said }), "review");
  };
  say(0);
  composer.notes.clear("film");
  el("film-uploads").append(line);
  const request = new XMLHttpRequest();
  within(line, "[data-stop]").addEventListener("click", () => request.abort());
  request.open("POST", held.dataset["upload"] ?? "");
  request.responseType = "json";
  request.setRequestHeader("X-CSRFToken", token());
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) say(Math.round((event.loaded / event.total) * 100));
  });
  request.addEventListener("load", () => {
    const answer = request.response as Answer | null;
    if (request.status >= 300 || answer?.film === undefined) return failed(answer?.error ?? "");
    held.value = JSON.stringify(answer.film);
    composer.touched();
    // the page draws the film once its words are saved
    void flush().then(() => window.location.reload());
  });
  request.addEventListener("error", () => failed(""));
  request.addEventListener("abort", () => line.remove());
  const form = new FormData();
  form.set("film", file);
  request.send(form);
}
