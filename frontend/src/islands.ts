/** Islands: pieces of a page that come alive in the browser. Pages work as plain forms without them. */

type Island = { mount: (el: HTMLElement) => void };

const loaders = import.meta.glob<Island>("./islands/*/index.ts");
const mounted = new WeakSet<HTMLElement>();

async function mountOne(el: HTMLElement): Promise<void> {
  const name = el.dataset["island"] ?? "";
  const load = loaders[`./islands/${name}/index.ts`];
  if (load === undefined) {
    console.error(`No island called ${name}`);
    return;
  }
  if (mounted.has(el)) return;
  mounted.add(el);
  const island = await load();
  island.mount(el);
  el.dataset["mounted"] = "";
}

/** Mount every island inside `root` that is not alive yet; each is loaded only when a page has it. */
export function mountIslands(root: ParentNode & Node): void {
  if (root instanceof HTMLElement && root.dataset["island"] !== undefined) void mountOne(root);
  for (const el of root.querySelectorAll<HTMLElement>("[data-island]")) void mountOne(el);
}
