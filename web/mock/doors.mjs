// Who comes in, where the mock server wants to know: `ada` may do everything, `vic` may only see; the password is `palmyra-2016`.
const people = new Map([
  ["ada", { name: "ada", role: "admin", added: "2026-11-01T08:00:00Z", password: true }],
  ["vic", { name: "vic", role: "viewer", added: "2026-11-20T10:30:00Z", password: true }],
]);
const tokens = [{ id: 1, person: "ada", label: "nightly export", made: "2026-11-21T06:00:00Z" }];
const list = (items) => ({ items, next: null, total: items.length });
export const locked = { now: false };

export function personOf(request) {
  if (!locked.now) return { name: null, role: "admin" };
  const name = /(?:^|; )mock=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
  const known = people.get(name);
  return known ? { name: known.name, role: known.role } : { name: null, role: "guest" };
}

/** A problem of a kind, as the server tells it. */
export const problem = (kind, status, title, detail, params = {}) => ({
  type: `urn:zenobia:problem:${kind}`,
  params,
  title,
  status,
  detail,
});

export const refuse = (kind, status, title, detail, params) => ({
  $status: status,
  $body: problem(kind, status, title, detail, params),
});

/** Why somebody may not do something; nothing when they may. */
export function forbidden(person, method, path) {
  if (["/me", "/login", "/logout"].includes(path)) return null;
  if (person.role === "guest") return refuse("login-needed", 401, "Unauthorized", "log in first, or send a token");
  if (method !== "GET" && person.role === "viewer")
    return refuse("role-needed", 403, "Forbidden", "your role does not allow it");
  return null;
}

export const doors = {
  "GET /me": ({ person }) => person,
  "POST /login": ({ body }) => {
    const known = people.get(body.name);
    if (!known || body.password !== "palmyra-2016")
      return refuse("wrong-password", 401, "Unauthorized", "name or password is wrong");
    const cookie = `mock=${known.name}; Path=/; SameSite=Strict`;
    return { $status: 200, $headers: { "set-cookie": cookie }, $body: { name: known.name, role: known.role } };
  },
  "POST /logout": () => ({
    $status: 200,
    $headers: { "set-cookie": "mock=; Path=/; Max-Age=0" },
    $body: { name: null, role: "guest" },
  }),
  "GET /users": () => list([...people.values()]),
  "POST /users": ({ body }) => {
    const known = people.get(body.name);
    const user = {
      name: body.name,
      role: body.role,
      added: known?.added ?? new Date().toISOString(),
      password: Boolean(body.password) || (known?.password ?? false),
    };
    people.set(body.name, user);
    return { $status: 201, $body: user };
  },
  "DELETE /users/:name": ({ name }) => {
    const known = people.get(name);
    people.delete(name);
    return known;
  },
  "GET /tokens": () => list(tokens),
  "POST /tokens": ({ body }) => {
    const token = { id: tokens.length + 1, ...body, made: new Date().toISOString() };
    tokens.push(token);
    return { $status: 201, $body: { ...token, secret: `zen_${token.id}_4f9d1c7e2ab35860` } };
  },
  "DELETE /tokens/:name": ({ name }) => {
    const at = tokens.findIndex((token) => String(token.id) === name);
    return at < 0 ? undefined : tokens.splice(at, 1)[0];
  },
};
