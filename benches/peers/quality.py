"""How good the findings are that are timed: figures from annotated texts, made by people, where they are there."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from texts import ROOT, corpora

NOW = "2024-03-12"


def gold(language):
    """The gold reports; none where they are not there."""
    source = corpora()
    folder = source.parent / "gold" / language if source else Path("none")
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def anchored(text, quote, nth=1):
    """The span of a quotation, which an annotation names by its words and number."""
    at = -1
    for _ in range(nth or 1):
        at = text.find(quote, at + 1)
    return (at, at + len(quote)) if at >= 0 else None


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def span(found):
    return found["start"], found["end"]


def matched(wanted, found):
    """Pairs of what was wanted and what was found, each used once, in order."""
    free = list(found)
    pairs = []
    for one in wanted:
        other = next((other for other in free if overlap(one["span"], span(other))), None)
        if other:
            free.remove(other)
            pairs.append((one, other))
    return pairs


def f1(right, wanted, found):
    return 100 * 2 * right / (wanted + found) if wanted + found else None


def tell(figure):
    return "–" if figure is None else f"{figure:.0f}"


# --- what is wanted -------------------------------------------------------------------------------------------------------------------


def wanted_times(language):
    texts = []
    for report in gold(language):
        times = [{"span": anchored(report["text"], time["quote"], time.get("nth", 1)), "value": time["value"]} for time in report["times"]]
        texts.append({**plain(report), "times": [time for time in times if time["span"]]})
    return texts + (tempeval() if language == "fr" else wikiwars())


def plain(report):
    return {key: report.get(key) for key in ["id", "language", "published", "text"]}


def inline(identity, language, published, body, tag, value):
    """A text with tags in it, as its words and the times that the tags mark."""
    text, times = "", []
    for part in re.split(rf"(<{tag}\b[^>]*>|</{tag}>|<[^>]+>)", body):
        if part.startswith(f"<{tag}") and not part.endswith("/>"):
            found = re.search(rf'\b{value}="([^"]*)"', part)
            times.append({"span": (len(text), None), "value": found.group(1) if found else ""})
        elif part == f"</{tag}>":
            open_ = next(time for time in reversed(times) if time["span"][1] is None)
            open_["span"] = (open_["span"][0], len(text))
        elif not part.startswith("<"):
            text += part.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return {"id": identity, "language": language, "published": published, "text": text, "times": [time for time in times if time["span"][1]]}


def tempeval():
    """The French news of TempEval-2, as it was annotated anew (TimeML)."""
    source = corpora()
    texts = []
    for path in sorted((source / "time/tempeval2-fr/ENTITIES").glob("*.xml")) if source else []:
        whole = path.read_text("utf-8")
        created = re.search(r"CREATION_TIME[^>]*?value=\"(\d{4}-\d\d-\d\d)", whole)
        body = re.search(r"<TEXT>(.*)</TEXT>", whole, re.S)
        if body:
            texts.append(inline(path.stem, "fr", created and created.group(1), body.group(1), "TIMEX3", "value"))
    return texts


def wikiwars():
    """English histories of wars (TIMEX2)."""
    source = corpora()
    texts = []
    for path in sorted((source / "time/wikiwars").glob("*.key.xml")) if source else []:
        body = re.search(r"<TEXT>(.*)</TEXT>", path.read_text("utf-8"), re.S)
        texts.append(inline(path.stem, "en", None, body.group(1), "TIMEX2", "val"))
    return texts


def lines(language):
    """Our own lines beside the rules for times, those that tell one day."""
    texts = []
    for path in sorted((ROOT / f"crates/zenobia-packs/{language}/rules/time").glob("*.toml")):
        for rule in tomllib.loads(path.read_text("utf-8")).get("rule", []):
            for text, value in rule.get("yes", {}).items():
                if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                    texts.append({"id": f"line-{len(texts)}", "language": language, "published": NOW, "text": text, "day": value})
    return texts


def wanted_places(language):
    texts = []
    for report in gold(language):
        places = [{"span": anchored(report["text"], place["quote"], place.get("nth", 1)), "country": place.get("country")} for place in report["places"]]
        texts.append({**plain(report), "places": [place for place in places if place["span"]]})
    source = corpora()
    if language == "en" and source:
        for article in list(ElementTree.parse(source / "places/lgl.xml").iter("article"))[::6]:
            places = [{"span": (int(one.findtext("start")), int(one.findtext("end")))} for one in article.iter("toponym")]
            texts.append({"id": article.get("docid"), "language": "en", "published": None, "text": article.findtext("text"), "places": places})
    return texts


def wanted_counts(language):
    texts = []
    for report in gold(language):
        counts = [{"span": anchored(report["text"], count["quote"], count.get("nth", 1)), **count} for count in report["counts"]]
        texts.append({**plain(report), "counts": [count for count in counts if count["span"]]})
    return texts


def wanted_names(language):
    """The actors and places of the gold reports, each by where its words stand."""
    texts = []
    for report in gold(language):
        entities = []
        for entity in report["entities"].values():
            spans = [anchored(report["text"], name) for name in entity["names"] if name[:1].isupper()]
            entities.append([one for one in spans if one])
        entities += [[one] for one in (anchored(report["text"], place["quote"], place.get("nth", 1)) for place in report["places"]) if one]
        texts.append({**plain(report), "names": [spans for spans in entities if spans]})
    return texts


def wanted_sentences(language):
    """Sentences of treebanks, sixty at a time, put together with blanks."""
    source = corpora()
    names = {"fr": ["fr_gsd-ud-dev", "fr_sequoia-ud-dev", "fr_pud-ud-test"], "en": ["en_ewt-ud-dev", "en_pud-ud-test"]}[language]
    texts = []
    for name in names if source else []:
        found = re.findall(r"^# text = (.+)$", (source / f"syntax/{name}.conllu").read_text("utf-8"), re.M)
        for number in range(0, len(found), 60):
            starts, text = [], ""
            for sentence in found[number : number + 60]:
                text += " " if text else ""
                starts.append(len(text))
                text += sentence
            texts.append({"id": f"{name}-{number}", "language": language, "published": None, "text": text, "starts": starts})
    return texts


# --- figures: (label, text of the figure) ---------------------------------------------------------------------------------------------


def score_times(texts, found):
    total = Counter()
    for text in texts:
        ours = found[text["id"]]
        if "day" in text:
            total["lines"] += 1
            total["line right"] += any((one.get("value") or "")[:10] == text["day"] for one in ours)
            continue
        pairs = matched(text["times"], ours)
        total.update(right=len(pairs), wanted=len(text["times"]), found=len(ours))
        days = [one for one in text["times"] if re.fullmatch(r"\d{4}-\d\d-\d\d", one["value"])]
        total["days"] += len(days)
        total["day right"] += sum((other.get("value") or "")[:10] == one["value"] for one, other in pairs if one in days)
    parts = []
    if total["wanted"]:
        parts.append(f"times found F1 {tell(f1(total['right'], total['wanted'], total['found']))}")
        parts.append(f"days right {tell(100 * total['day right'] / total['days'])} %")
    parts.append(f"own lines {tell(100 * total['line right'] / total['lines'])} %")
    return ", ".join(parts)


def score_places(texts, found):
    total = Counter()
    for text in texts:
        pairs = matched(text["places"], found[text["id"]])
        total.update(right=len(pairs), wanted=len(text["places"]), found=len(found[text["id"]]))
        told = [(one, other) for one, other in pairs if one.get("country")]
        total["told"] += sum(1 for one in text["places"] if one.get("country"))
        total["country"] += sum(one["country"] == other.get("country") for one, other in told)
    if not total["wanted"]:
        return None
    figure = f"places found F1 {tell(f1(total['right'], total['wanted'], total['found']))}"
    says = any("country" in one for ours in found.values() for one in ours)
    return figure + (f", country right {tell(100 * total['country'] / total['told'])} %" if says else "")


def score_counts(texts, found):
    total = Counter()
    for text in texts:
        for count in text["counts"]:
            near = [other for other in found[text["id"]] if overlap(count["span"], span(other))]
            total["wanted"] += 1
            total["right"] += any((other.get("least"), other.get("most")) == (count["least"], count["most"]) for other in near)
    return f"counts right {tell(100 * total['right'] / total['wanted'])} %" if total["wanted"] else None


def score_names(texts, found):
    total = Counter()
    for text in texts:
        spans = [span(one) for one in found[text["id"]]]
        for entity in text["names"]:
            total["wanted"] += 1
            total["right"] += any(overlap(one, other) for one in entity for other in spans)
    return f"actors and places seen {tell(100 * total['right'] / total['wanted'])} %" if total["wanted"] else None


def score_sentences(texts, found):
    total = Counter()
    for text in texts:
        body = text["text"]
        # A start is where the first letter is: some cut before the blank.
        starts = {start + len(body[start:end]) - len(body[start:end].lstrip()) for start, end in found[text["id"]]}
        total.update(right=len(starts & set(text["starts"])), wanted=len(text["starts"]), found=len(starts))
    return f"sentences F1 {f1(total['right'], total['wanted'], total['found']):.1f}" if total["wanted"] else None


def score_pages(texts, found):
    """Words of the main text, as bags."""
    total = Counter()
    for text in texts:
        wanted, ours = (Counter(re.findall(r"\w+", words)) for words in (text["text"], found[text["id"]] or ""))
        total.update(right=(wanted & ours).total(), wanted=wanted.total(), found=ours.total())
    return f"words of the main text F1 {f1(total['right'], total['wanted'], total['found']):.1f}"
