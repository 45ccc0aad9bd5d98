"""A record for notebooks: its text with what was found in it, and a small table. Everything that comes from a report is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Iterable, List, Tuple

if TYPE_CHECKING:
    from ._record import Record

#: What is marked, and how: shades that can be told apart in light and dark pages, and for those who see no red or green.
SHADES = {
    "claim": "background:#f5c04266;font-weight:600",
    "actor": "background:#6aa5e566",
    "place": "background:#4fb99f66",
    "site": "background:#c583d166",
    "time": "border-bottom:2px dotted",
    "quantity": "border-bottom:2px solid",
}

#: Most claims that the table shows.
ROWS = 50
#: Most code points of the text that are shown.
LENGTH = 20_000


def record(record: "Record") -> str:
    report = record.report
    head = ", ".join(filter(None, [report.language, report.published, report.publisher]))
    parts = [f"<div><p><b>{escape(report.id)}</b> {escape(head)}</p>"]
    if record.text is not None:
        parts.append(legend())
        parts.append(f'<p style="white-space:pre-wrap">{marked(record)}</p>')
    parts.append(table(record))
    return "".join(parts) + "</div>"


def legend() -> str:
    marks = " ".join(f'<span style="{style}">{name}</span>' for name, style in SHADES.items())
    return f"<p><small>{marks}</small></p>"


def spans(record: "Record") -> List[Tuple[int, int, str, str]]:
    """What is marked: start, end, kind and title. Of those that overlap the first stays, the longest at one place."""
    found: List[Tuple[int, int, str, str]] = []
    found += [(c.trigger.start, c.trigger.end, "claim", f"{c.id} {c.event} {' '.join(c.mode)}, {c.factuality}") for c in record.claims]
    for kind, things in (("actor", record.actors), ("place", record.places), ("site", record.sites)):
        found += [(m.start, m.end, kind, f"{thing.id} {thing.name}") for thing in things for m in thing.mentions]
    found += [(t.mention.start, t.mention.end, "time", f"{t.id} {t.value}") for t in record.times]
    found += [(q.mention.start, q.mention.end, "quantity", f"{q.id} {q.unit}") for q in record.quantities]
    kept: List[Tuple[int, int, str, str]] = []
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if span[0] < span[1] and (not kept or span[0] >= kept[-1][1]):
            kept.append(span)
    return kept


def marked(record: "Record") -> str:
    text = record.text or ""
    parts: List[str] = []
    at = 0
    for start, end, kind, title in spans(record):
        if end > LENGTH:
            break
        parts += [escape(text[at:start]), f'<span style="{SHADES[kind]}" title="{escape(title)}">{escape(text[start:end])}</span>']
        at = end
    rest = text[at : max(at, LENGTH)]
    return "".join(parts) + escape(rest) + (" …" if len(text) > at + len(rest) else "")


def table(record: "Record") -> str:
    names = {thing.id: thing.name for things in (record.actors, record.places, record.sites) for thing in things}
    days = {time.id: time.value for time in record.times}

    def named(ids: Iterable[str]) -> str:
        return ", ".join(names.get(one, days.get(one, one)) for one in ids)

    def cells(claim: Any) -> List[str]:
        roles = claim.roles
        sources = [named([source.actor]) if source.actor else source.kind for source in claim.source if source.kind != "narrator"]
        what = " ".join([claim.event, *claim.mode])
        return [
            what, claim.trigger.text, named(roles.actor), named(roles.recipient + roles.site), named(roles.place), named(roles.time),
            claim.factuality, ", ".join(sources),
        ]  # fmt: skip

    head = "".join(f"<th>{name}</th>" for name in ("what", "words", "who", "to whom or what", "where", "when", "how surely", "according to"))
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells(claim)) + "</tr>" for claim in record.claims[:ROWS])
    more = len(record.claims) - ROWS
    rest = f"<p>and {more} claims more</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}"
