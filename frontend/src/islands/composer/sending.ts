/** One way to ask the server: JSON out, JSON in, and every kind of failure named. */
import { token } from "./page";

export type Answer =
  | { kind: "ok"; data: unknown }
  | { kind: "refused"; status: number; code: string; error: string; data: unknown }
  | { kind: "signed_out" }
  | { kind: "offline" }
  | { kind: "broken" }
  | { kind: "aborted" };

export async function ask(url: string, value: unknown, signal?: AbortSignal): Promise<Answer> {
  const request: RequestInit = {
    method: "POST",
    credentials: "same-origin",
    redirect: "error",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
    body: JSON.stringify(value),
  };
  if (signal !== undefined) request.signal = signal;
  let response: Response;
  try {
    response = await fetch(url, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return { kind: "aborted" };
    return { kind: "offline" };
  }
  return read(response);
}

async function read(response: Response): Promise<Answer> {
  if (response.status === 401) return { kind: "signed_out" };
  const json = (response.headers.get("Content-Type") ?? "").includes("json");
  // a page instead of an answer: the session ended, and with it the form's token
  if (!json) return { kind: response.status === 403 ? "signed_out" : "broken" };
  let data: unknown;
  try {
    data = await response.json();
  } catch {
    return { kind: "broken" };
  }
  if (response.ok) return { kind: "ok", data };
  const said = data as { code?: string; error?: string };
  return { kind: "refused", status: response.status, code: said.code ?? "", error: said.error ?? "", data };
}
