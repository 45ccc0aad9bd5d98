"""Measures Zenobia beside its peers and prints a table in Markdown; `benches/peers/run` sets it up and calls it.

Each line is the same task on the same texts. Every program runs in a process of its own, in turns, on one core; its speed is millions of bytes
of text (or of pages) in a second of the processor's time that the process takes, from when it has read a first text: what it loads is not counted.
Fast ones read the texts several times over, so that each takes a second or more. The ratio is told of the turns, pair by pair: its middle.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
from pathlib import Path

import quality
from texts import ROOT, write

HERE = Path(__file__).resolve().parent


class Peer:
    def __init__(self, name, program, lacks, languages=("fr", "en"), shown=None, judged=True):
        self.judged = judged
        self.name, self.program, self.lacks, self.languages, self.shown = name, program, lacks, languages, shown or name


def python(name, shown, lacks, languages=("fr", "en")):
    return Peer(name, "python", lacks, languages, shown)


def node(name, shown, lacks, languages=("fr", "en")):
    return Peer(name, "node", lacks, languages, shown)


class Task:
    def __init__(self, name, stage, what, size, peers, wanted, score):
        self.name, self.stage, self.what, self.size, self.peers, self.wanted, self.score = name, stage, what, size, peers, wanted, score


TASKS = [
    Task("tokens", "tokens", "text to tokens and sentences", 800_000, [
        Peer("icu", "icu", "quotations, repairs, datelines, headlines", shown="ICU rules, C++"),
        python("blingfire", "BlingFire (C++)", "offsets of tokens, quotations, repairs"),
        python("spacy-sentencizer", "spaCy blank, sentencizer", "quotations, repairs"),
        python("pysbd", "pySBD", "tokens, quotations, repairs"),
    ], quality.wanted_sentences, quality.score_sentences),
    Task("times", "times", "text to times with values", 60_000, [
        node("chrono", "chrono-node", "durations, sets, vague times"),
        python("timexy", "timexy (spaCy)", "feasts, other calendars, times told from others"),
        python("dateparser", "dateparser search", "durations, sets, stretches, vague times"),
    ], lambda language: quality.wanted_times(language) + quality.lines(language), quality.score_times),
    Task("quantities", "quantities", "text to quantities (ours: and times)", 60_000, [
        python("quantulum3", "quantulum3", "bounds (at least, dozens), what is counted, totals, times", ("en",)),
    ], quality.wanted_counts, quality.score_counts),
    Task("places", "places", "text to places", 600_000, [
        python("flashtext", "flashtext, names of cities", "names of several places told apart, kinds, relations, coordinates by context"),
        python("geotext", "geotext", "which of several places, coordinates, small places, other languages", ("en",)),
    ], quality.wanted_places, quality.score_places),
    Task("reading", "json", "the whole of a reading, to JSON", 200_000, [
        python("spacy-ruler", "spaCy blank, entity ruler", "tags, trees, times, quantities, coordinates, claims, sources, factuality"),
        # Its names are dates, amounts and the like: none that could be judged here.
        Peer("wink-nlp", "node", "trees, places, actors, coordinates, claims, sources, factuality", ("en",), judged=False),
        node("compromise", "compromise, fr-compromise", "trees, coordinates, claims, sources, factuality"),
    ], quality.wanted_names, quality.score_names),
    Task("html", "html", "web pages to their main text", 2_000_000, [
        python("trafilatura", "Trafilatura", ""),
        python("readability-lxml", "readability-lxml", "title, day, publisher"),
        node("readability", "Readability.js, linkedom", ""),
        python("resiliparse", "Resiliparse (C++)", "title, day, publisher"),
        python("selectolax", "selectolax (C), all words", "choosing the main text"),
    ], None, quality.score_pages),
]
ZENOBIA = Peer("zenobia", "zenobia", "")


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = Path(options.folder).resolve()
        self.texts = self.folder / "texts"
        self.texts.mkdir(parents=True, exist_ok=True)

    def command(self, peer, task, language, paths, passes=None):
        """The command of a contestant: `passes` times over the files, or its findings."""
        paths = [str(path) for path in paths]
        if peer.program == "zenobia":
            how = ["--findings"] if passes is None else ["--passes", str(passes)]
            return [str(self.options.stages), *paths, "--language", language, "--only", task.stage, *how]
        tail = [peer.name, language, str(passes or 1), *paths] + ([] if passes else ["--findings"])
        if peer.program == "python":
            return [str(self.folder / "python/bin/python"), str(HERE / "readers.py"), *tail]
        if peer.program == "icu":
            how = ["--findings"] if passes is None else []
            return [str(self.folder / "icu"), language, str(passes or 1), *[path + ".nul" for path in paths], *how]
        return ["node", str(HERE / "readers.mjs"), *tail]

    def seconds(self, command):
        """Time of the processor that a contestant took."""
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(command, cwd=self.folder / "node", capture_output=True, text=True, env=environment)
        if done.returncode:
            sys.exit(f"failed: {' '.join(command)[:300]}\n{done.stderr[-2000:]}")
        return json.loads(done.stdout)["seconds"]

    def keep(self, name, texts):
        path = self.texts / f"{name}.jsonl"
        path.write_text("".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts), "utf-8")
        # The same for ICU.
        Path(f"{path}.nul").write_text("".join(text["text"] + "\0" for text in texts), "utf-8")
        return path

    def sample(self, task, language):
        """Texts of about the wanted size, spread over the whole, and their bytes."""
        texts = [json.loads(line) for line in (self.texts / f"{language}.jsonl").read_text("utf-8").split("\n") if line]
        size = task.size if task.name != "html" else task.size // 16
        step = max(1, round(sum(len(text["text"].encode()) for text in texts) / size))
        return texts[::step]

    def pages(self, name, path, language):
        """The pages around the texts of a file."""
        folder = self.texts / name
        subprocess.run([self.options.stages, path, "--language", language, "--pages", folder], check=True)
        return sorted(folder.glob("*.html"))

    def measure(self, task, language):
        peers = [ZENOBIA] + [peer for peer in task.peers if language in peer.languages]
        texts = self.sample(task, language)
        files = [self.keep(f"{task.name}.{language}", texts)]
        if task.name == "html":
            files = self.pages(f"pages.{language}", files[0], language)
        size = sum(path.stat().st_size for path in files) if task.name == "html" else sum(len(text["text"].encode()) for text in texts)
        passes = {}
        for peer in peers:
            once = self.seconds(self.command(peer, task, language, files, 1))
            passes[peer.name] = max(1, math.ceil(self.options.least / max(once, 0.002)))
        speeds = {peer.name: [] for peer in peers}
        for _ in range(self.options.turns):
            for peer in peers:
                taken = self.seconds(self.command(peer, task, language, files, passes[peer.name]))
                speeds[peer.name].append(size * passes[peer.name] / 1e6 / max(taken, 1e-6))
        return peers, speeds, self.figures(task, language, peers, texts, files), size

    def figures(self, task, language, peers, texts, files):
        """The quality of each, on annotated texts."""
        if task.name == "html":
            wanted = [{**text, "id": path.stem} for text, path in zip(texts, files)]
        else:
            wanted = task.wanted(language)
            files = [self.keep(f"wanted.{task.name}.{language}", wanted)] if wanted else []
        told = {}
        for peer in [peer for peer in peers if peer.judged] if wanted else []:
            command = self.command(peer, task, language, files)
            done = subprocess.run(command, cwd=self.folder / "node", capture_output=True, text=True, check=True)
            rows = [json.loads(line) for line in done.stdout.split("\n") if line]
            if peer.program == "icu":
                rows = [{"id": text["id"], "found": found} for text, found in zip(wanted, rows)]
            told[peer.name] = task.score(wanted, {row["id"]: row["found"] for row in rows})
        return told


def show(speed):
    return f"{speed:.0f}" if speed >= 20 else f"{speed:.1f}" if speed >= 1 else f"{speed:.3f}"


def ratio(ours, theirs):
    """How many times as fast we are: the middle of the turns."""
    value = statistics.median(one / other for one, other in zip(ours, theirs))
    return f"{value:.0f} ×" if value >= 10 else f"{value:.1f} ×" if value >= 1 else f"{value:.2f} ×"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", default=str(ROOT / "target/peers"), help="where the peers are, and the texts go")
    parser.add_argument("--stages", required=True, type=lambda path: Path(path).resolve(), help="the program `stages`")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--least", type=float, default=1.0, help="least seconds of each in a turn")
    parser.add_argument("--only", default="", help="names of tasks, with commas")
    parser.add_argument("--languages", default="fr,en")
    options = parser.parse_args()
    bench = Bench(options)
    write(bench.texts)
    only = [name for name in options.only.split(",") if name]
    results = []
    print("| task | language | program | MB/s | Zenobia is | quality | it does not do |\n|---|---|---|---|---|---|---|", flush=True)
    for task in TASKS:
        for language in options.languages.split(",") if not only or task.name in only else []:
            peers, speeds, figures, size = bench.measure(task, language)
            for peer in peers:
                middle = statistics.median(speeds[peer.name])
                cells = [task.what, language, "**Zenobia**" if peer is ZENOBIA else peer.shown, show(middle)]
                cells += ["" if peer is ZENOBIA else ratio(speeds["zenobia"], speeds[peer.name]), figures.get(peer.name) or "", peer.lacks]
                print(f"| {' | '.join(cells)} |", flush=True)
                results.append({"task": task.name, "language": language, "program": peer.name, "bytes": size, "mb_per_s": speeds[peer.name], "quality": figures.get(peer.name)})
    (bench.folder / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
