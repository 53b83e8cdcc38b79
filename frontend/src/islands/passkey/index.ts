/** Makes a passkey or uses one: asks the device, puts its answer into the form's hidden field and sends the form. */
type Plain = Record<string, unknown>;

export function mount(el: HTMLElement): void {
  const form = el as HTMLFormElement;
  const button = form.querySelector<HTMLButtonElement>("button[type=button]");
  const data = form.querySelector("script[type='application/json']")?.textContent;
  if (button === null || !data) return;
  if (!window.PublicKeyCredential || !window.isSecureContext) {
    say(form, form.dataset.missing);
    return;
  }
  button.hidden = false;
  button.addEventListener("click", () => void ask(form, button, JSON.parse(data) as Plain));
}

async function ask(form: HTMLFormElement, button: HTMLButtonElement, options: Plain): Promise<void> {
  button.disabled = true;
  try {
    const publicKey = opened((options.publicKey ?? options) as Plain);
    const made = await (form.dataset.act === "create"
      ? navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions })
      : navigator.credentials.get({ publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions }));
    const field = form.querySelector<HTMLInputElement>("input[name=credential]");
    if (made === null || field === null) throw new Error("no answer");
    field.value = JSON.stringify(told(made as PublicKeyCredential));
    form.submit();
  } catch {
    button.disabled = false;
    say(form, form.dataset.failed);
  }
}

function say(form: HTMLFormElement, words: string | undefined): void {
  const place = form.querySelector<HTMLElement>("[data-said]");
  if (place === null) return;
  place.textContent = words ?? "";
  place.hidden = false;
}

/** The options with their bytes: challenge, the person's id, and the ids of known keys. */
function opened(options: Plain): Plain {
  const person = options.user as Plain | undefined;
  const keys = (list: unknown): unknown =>
    Array.isArray(list) ? list.map((key: Plain) => ({ ...key, id: bytes(key.id) })) : list;
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(person ? { user: { ...person, id: bytes(person.id) } } : {}),
    excludeCredentials: keys(options.excludeCredentials),
    allowCredentials: keys(options.allowCredentials),
  };
}

/** What the device answered, as JSON with its bytes in base64url. */
function told(made: PublicKeyCredential): Plain {
  const answer = made.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const parts: Plain = { clientDataJSON: text(answer.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"] as const) {
    if (answer[name]) parts[name] = text(answer[name]);
  }
  if (typeof answer.getTransports === "function") parts.transports = answer.getTransports();
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: parts,
    clientExtensionResults: made.getClientExtensionResults(),
  };
}

function bytes(value: unknown): ArrayBuffer {
  const plain = atob(String(value).replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0)).buffer;
}

function text(value: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(value), (b) => String.fromCharCode(b)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
