// Serves the interface of `zenobia serve` from made data, and the built page, for development and tests:
//   node mock/server.mjs [port]
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { routes as plain, facets, summary } from "./answers.mjs";
import { adding } from "./adding.mjs";
import { desk } from "./desk.mjs";
import { doors, forbidden, locked, personOf, problem, refuse } from "./doors.mjs";

const routes = { ...plain, ...desk(facets, summary), ...adding, ...doors };

const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
};
// The policy of the real server; the page must run under it.
const policy =
  "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** Starts it; `login` lets nobody in without a password. */
export function start(port = 7890, { login = false } = {}) {
  locked.now = login;
  const server = createServer((request, response) => {
    answer(request, response).catch((error) =>
      send(response, 500, { type: "about:blank", title: "Mock error", status: 500, detail: String(error.stack) }),
    );
  });
  return new Promise((resolve) =>
    server.listen(port, "127.0.0.1", () => resolve({ server, port: server.address().port })),
  );
}

async function answer(request, response) {
  const url = new URL(request.url, "http://mock");
  if (!url.pathname.startsWith("/api/v1")) return page(url.pathname, response);
  const path = url.pathname.slice("/api/v1".length) || "/";
  const { body, files } = request.method === "GET" ? { body: null } : await bodyOf(request);
  const person = personOf(request);
  const no = forbidden(person, request.method, path);
  if (no) return special(response, no);
  if (request.method === "POST" && path.startsWith("/intake/") && body === null)
    return special(response, refuse("no-json", 400, "Bad Request", "the body is no JSON"));
  for (const [route, handle] of Object.entries(routes)) {
    const name = match(route, `${request.method} ${path}`);
    if (name === undefined) continue;
    const key = request.headers["idempotency-key"];
    const value = handle({ query: url.searchParams, name, body, files, person, key });
    if (value?.$status || value?.$stream) return special(response, value);
    if (!value) return missing(response, path);
    return send(response, value.status >= 400 ? value.status : statusOf(request.method, path), value, request);
  }
  return missing(response, path);
}

const statusOf = (method, path) => (method !== "POST" ? 200 : path === "/documents" ? 202 : 201);

function match(route, asked) {
  const pattern = new RegExp(`^${route.replace(":name", "([^/]+)")}$`);
  const found = asked.match(pattern);
  return found ? decodeURIComponent(found[1] ?? "") : undefined;
}

function missing(response, path) {
  const detail = `there is nothing at ${path}; /openapi.json tells what there is`;
  send(response, 404, problem("nothing-here", 404, "Not Found", detail, { path: path.replace(/^\//, "") }));
}

function send(response, status, value, request) {
  const text = JSON.stringify(value);
  const tag = `"${createHash("sha256").update(text).digest("hex").slice(0, 16)}"`;
  if (request?.method === "GET" && request.headers["if-none-match"] === tag)
    return response.writeHead(304, { etag: tag }).end();
  const type = status >= 400 ? "application/problem+json" : "application/json";
  response.writeHead(status, { "content-type": type, etag: tag }).end(text);
}

/** An answer with a status or headers of its own, or one that goes on. */
function special(response, { $status, $headers = {}, $body, $text, $stream }) {
  if ($stream) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.on(
      "close",
      $stream(
        (text) => response.write(text),
        () => response.end(),
      ),
    );
    return;
  }
  const type = $status >= 400 ? "application/problem+json" : "application/json";
  response.writeHead($status, { "content-type": type, ...$headers }).end($text ?? JSON.stringify($body));
}

/** A body of JSON, or the names of the files of a form. */
async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString("utf8");
  const type = request.headers["content-type"] ?? "";
  if (type.includes("multipart"))
    return { body: {}, files: [...text.matchAll(/filename="([^"]+)"/g)].map((found) => found[1]) };
  return { body: text && type.includes("json") ? JSON.parse(text) : null };
}

async function page(path, response) {
  const file = normalize(join(dist, path));
  const wanted = file.startsWith(dist) && extname(file) ? file : join(dist, "index.html");
  try {
    const content = await readFile(wanted);
    response
      .writeHead(200, {
        "content-type": types[extname(wanted)] ?? "application/octet-stream",
        "content-security-policy": policy,
      })
      .end(content);
  } catch {
    response.writeHead(404).end("not built: npm run build");
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { port } = await start(Number(process.argv[2] ?? 7890));
  console.log(`http://127.0.0.1:${port}`);
}
