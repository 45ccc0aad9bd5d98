import { searchOf, type Query } from "../api/client";

/** Where the page is: all of its state that is worth a link. */
class Route {
  path = $state(location.pathname);
  search = $state(location.search);
  query = $derived(new URLSearchParams(this.search));
  /** The parts of the path, decoded: `/event/e1` is `["event", "e1"]`. */
  parts = $derived(this.path.split("/").filter(Boolean).map(decode));

  /** The first value of a parameter. */
  one(name: string): string | null {
    return this.query.get(name);
  }
  /** All values of a parameter. */
  all(name: string): string[] {
    return this.query.getAll(name);
  }
}

export const route = new Route();

/** Goes to an address of this page. */
export function go(address: string, how: { replace?: boolean } = {}): void {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) {
    location.assign(url);
    return;
  }
  if (how.replace) history.replaceState(null, "", url);
  else if (url.href !== location.href) history.pushState(null, "", url);
  follow();
}

/** Changes parameters and stays on the screen: `null` and `[]` take one away. A list that changes begins at its first page. */
export function change(values: Query, how: { replace?: boolean } = {}): void {
  const query = new URLSearchParams(route.search);
  for (const [name, value] of Object.entries({ after: null, page: null, ...values })) {
    query.delete(name);
    for (const [, one] of new URLSearchParams(searchOf({ [name]: value }))) query.append(name, one);
  }
  const search = query.toString();
  go(route.path + (search ? `?${search}` : ""), how);
}

/** The address of a screen with parameters. */
export function to(path: string, query: Query = {}): string {
  const search = searchOf(query);
  return path + (search ? `?${search}` : "");
}

/** Lets links and the buttons of the browser change the screen without loading the page again. */
export function listen(): void {
  addEventListener("popstate", follow);
  addEventListener("click", (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname) return;
    if (outside.some((start) => link.pathname.startsWith(start))) return;
    event.preventDefault();
    go(link.href);
  });
}

/** What the server answers itself. */
const outside = ["/api/", "/openapi.json", "/feeds/", "/ogc", "/metrics", "/healthz"];

function follow(): void {
  route.path = location.pathname;
  route.search = location.search;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
