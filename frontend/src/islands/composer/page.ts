/** Finding and copying the pieces of the page. */

export function el<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}`);
  return found as T;
}

export function within<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (found === null) throw new Error(`No ${selector} here`);
  return found;
}

/** A fresh copy of a template's only element. */
export function piece<T extends HTMLElement = HTMLElement>(name: string): T {
  const template = el<HTMLTemplateElement>(`piece-${name}`);
  const first = template.content.firstElementChild;
  if (first === null) throw new Error(`Template ${name} is empty`);
  return document.importNode(first, true) as T;
}

export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((row) => row.startsWith(`${name}=`));
  return found === undefined ? "" : decodeURIComponent(found.slice(name.length + 1));
}

/** The token of today's session (somebody may have signed in again in another tab), else the form's. */
export function token(): string {
  return cookie("csrftoken") || (document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "");
}
