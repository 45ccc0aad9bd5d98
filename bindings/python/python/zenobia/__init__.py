"""Reads reports of a conflict and keeps the record: who did what to whom, where, when, how many, according to whom, and how surely.

>>> import zenobia
>>> record = zenobia.read("Mali's army retook Menaka on Wednesday, officials said. Fourteen fighters were killed.", published="2023-05-05")
>>> [(claim.event, claim.trigger.text) for claim in record.claims]
[('CONTROL', 'retook'), ('ASSAULT', 'killed')]
>>> record.places[0].name, record.places[0].country
('Menaka', 'ML')

It is the same reader as the program `zenobia`, with the same data in it, and gives the same records. `docs/python.md` is a tour.
"""

from __future__ import annotations

from . import gazetteer
from ._documents import documents
from ._errors import Error, Fault
from ._knowledge import Knowledge, actors_named
from ._record import Record, why
from ._reading import Records, read, read_each, read_many
from ._situation import Situation, reconcile
from ._tables import actors, claims, events, places, records, tolls
from ._zenobia import VERSION as __version__
from ._zenobia import Document, Table, languages

__all__ = [
    "Document",
    "Error",
    "Fault",
    "Knowledge",
    "Record",
    "Records",
    "Situation",
    "Table",
    "actors",
    "actors_named",
    "claims",
    "documents",
    "events",
    "gazetteer",
    "languages",
    "places",
    "read",
    "read_each",
    "read_many",
    "reconcile",
    "records",
    "tolls",
    "why",
]
