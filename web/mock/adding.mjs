// Adding on the mock server: tasks that go on by themselves, and what could not be read. Nothing is really read here.
import { refuse } from "./doors.mjs";

const tasks = [];
const intake = [
  {
    id: 1,
    location: "https://news.example/2016/03/hatra",
    reason: "https://news.example/2016/03/hatra: the server answers 404: the page is not there (any more)",
    why: {
      type: "urn:zenobia:problem:page-gone",
      params: { url: "https://news.example/2016/03/hatra", status: "404" },
    },
    options: '["--fetch"]',
    first_seen: "2026-11-28T18:04:00Z",
    last_seen: "2026-11-28T21:30:00Z",
    attempts: 3,
    state: "open",
  },
  {
    id: 2,
    location: "upload:scan-0417.pdf",
    reason:
      "scan-0417.pdf: there is no text in it, only pictures of pages; run it through a text recognizer (OCR) first",
    why: { type: "urn:zenobia:problem:file-pictures", params: { path: "scan-0417.pdf" } },
    options: "[]",
    first_seen: "2026-11-29T00:12:00Z",
    last_seen: "2026-11-29T00:12:00Z",
    attempts: 1,
    state: "open",
  },
];
const list = (items) => ({ items, next: null, total: items.length });

function begin(kind, about, total) {
  const counts = { new: 0, versions: 0, origins: 0, known: 0, failed: 0 };
  const task = {
    id: String(tasks.length + 1),
    kind,
    state: "reading",
    begun: new Date().toISOString(),
    ended: null,
    about,
    done: 0,
    total,
    counts,
    told: [],
    problem: null,
  };
  tasks.unshift(task);
  return { $status: 202, $body: { task: structuredClone(task) } };
}

function goOn(task) {
  if (task.state === "deriving") {
    task.told.push({
      text: "events: 74, of them 2 new or changed",
      said: { type: "urn:zenobia:problem:derived", params: { events: "74", changed: "2" } },
    });
    Object.assign(task, { state: "done", ended: new Date().toISOString() });
  } else if (task.done < task.total) {
    task.done += 1;
    task.counts.new += 1;
  } else task.state = "deriving";
}

function follow(task, write, end) {
  const tell = () => write(`event: task\ndata: ${JSON.stringify(task)}\n\n`);
  tell();
  const timer = setInterval(() => {
    goOn(task);
    tell();
    if (task.state === "done") {
      clearInterval(timer);
      end();
    }
  }, 120);
  return () => clearInterval(timer);
}

export const adding = {
  "POST /documents": ({ body, files }) => {
    const what = files ?? body.urls ?? [body.title || (body.text ?? "").slice(0, 60)];
    if (what.length === 0 || what[0] === "")
      return refuse("nothing-to-add", 422, "Unprocessable Entity", "there is nothing to add: give `text`", {
        what: "`text`",
      });
    return begin("add", what.join(", "), what.length);
  },
  "GET /tasks": () => list(tasks),
  "GET /tasks/:name": ({ name }) => tasks.find((task) => task.id === name),
  "GET /tasks/:name/events": ({ name }) => {
    const task = tasks.find((one) => one.id === name);
    return task && { $stream: (write, end) => follow(task, write, end) };
  },
  "GET /intake": () => list(intake.filter((item) => item.state === "open")),
  "POST /intake/:name/retry": ({ name }) => {
    const item = intake.find((one) => String(one.id) === name);
    if (!item) return undefined;
    if (!item.location.startsWith("http"))
      return refuse("only-pages", 422, "Unprocessable Entity", "only pages of the web are tried again from here");
    return begin("retry", item.location, 1);
  },
  "POST /intake/:name/drop": ({ name }) => {
    const item = intake.find((one) => String(one.id) === name);
    if (item) item.state = "dropped";
    return item;
  },
};
