"""Texts for measures of speed: JSON Lines of French and English press, made from the corpora where they are, else from the examples.

    python3 benches/peers/texts.py FOLDER

writes FOLDER/fr.jsonl and FOLDER/en.jsonl. None of the corpora's texts goes anywhere else.
"""

import json
import os
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def corpora():
    """The folder of public corpora; `None` where there is none."""
    folders = [os.environ.get("ZENOBIA_CORPORA"), ROOT / "../shared/corpora", ROOT / "../../shared/corpora"]
    return next((Path(folder) for folder in folders if folder and Path(folder).is_dir()), None)


def examples(language):
    lines = (ROOT / "examples/reports.jsonl").read_text("utf-8").split("\n")
    texts = [json.loads(line) for line in lines if line]
    return [text for text in texts if text["language"] == language]


def french(folder):
    """Press articles on violence and on other things."""
    for name in ["conflict.fr.jsonl", "ordinary.fr.jsonl"]:
        for line in (folder / "news" / name).read_text("utf-8").split("\n"):
            if line:
                text = json.loads(line)
                yield {key: text.get(key) for key in ["id", "language", "published", "title", "text"]}


def english(folder):
    """Articles of local newspapers (LGL)."""
    for article in ElementTree.parse(folder / "places/lgl.xml").iter("article"):
        day = (article.findtext("dltime") or "")[:10]
        yield {
            "id": f"lgl-{article.get('docid')}",
            "language": "en",
            "published": day or None,
            "title": article.findtext("title"),
            "text": article.findtext("text"),
        }


def write(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = corpora()
    made = {
        "fr": list(french(source)) if source else examples("fr"),
        "en": list(english(source)) if source else examples("en"),
    }
    for language, texts in made.items():
        lines = (json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
        (folder / f"{language}.jsonl").write_text("".join(lines), "utf-8")
    return {language: [text["text"] for text in texts] for language, texts in made.items()}


if __name__ == "__main__":
    write(sys.argv[1])
