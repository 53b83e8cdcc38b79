/** One picture on its way to the server, with progress and a way to stop it. */
import { token } from "./page";
import type { Data } from "./types";

export interface Stored {
  media_id: string;
  sha256: string;
  url: string;
  name: string;
  alt: string;
  /** what was taken out of the file, as a sentence; '' for nothing */
  removed: string;
}

export interface Running {
  done: Promise<Stored>;
  stop: () => void;
}

export function upload(data: Data, file: File, progress: (percent: number) => void): Running {
  const request = new XMLHttpRequest();
  const done = new Promise<Stored>((resolve, reject) => {
    request.open("POST", data.urls.upload);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(Math.round((event.loaded / event.total) * 100));
    });
    request.addEventListener("load", () => {
      const answer = request.response as (Stored & { error?: string }) | null;
      if (request.status < 300 && answer?.media_id !== undefined) resolve(answer);
      else reject(new Error(answer?.error ?? ""));
    });
    request.addEventListener("error", () => reject(new Error("")));
    request.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    const form = new FormData();
    form.set("file", file);
    form.set("team", String(data.team));
    request.send(form);
  });
  return { done, stop: () => request.abort() };
}
