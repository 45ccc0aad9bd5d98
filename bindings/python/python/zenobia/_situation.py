"""Many records into events."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterable, Optional

from . import _zenobia
from ._documents import Day, day
from ._record import Record
from ._zenobia import Knowledge, Pool, Table
from .situation_types import SituationFields


class Situation(SituationFields):
    """What many reports tell together: events with their tolls, who held what, where sources disagree.

    >>> import zenobia
    >>> one = zenobia.read("Soldiers shelled Kidal on Sunday, killing nine people, a doctor said.", published="2023-05-08", id="a")
    >>> other = zenobia.read("Nine people died on 7 May when soldiers shelled Kidal, witnesses said.", published="2023-05-09", id="b")
    >>> situation = zenobia.reconcile([one, other])
    >>> situation
    Situation(reports=2, events=1)
    >>> situation.events[0].time.first, len(situation.events[0].origins)
    ('2023-05-07', 2)
    """

    def __init__(self, picture: "_zenobia.Picture") -> None:
        self._picture = picture

    def to_json(self) -> str:
        """The situation as `zenobia situation --json` writes it."""
        return self._picture.json()

    def to_dict(self) -> Dict[str, Any]:
        """The situation as dictionaries and lists."""
        return json.loads(self._picture.json())

    def events_table(self) -> Table:
        """A row an event, with what its reports know of it."""
        return self._picture.table("events")

    def tolls_table(self) -> Table:
        """A row a number of an event: low, best and high."""
        return self._picture.table("tolls")

    def view(self, *, at: Day = None, place: Optional[str] = None, actor: Optional[str] = None) -> "Situation":
        """Who held what on a day and what had happened by then; only about a place or an actor, by its key or a part of its name."""
        return Situation(self._picture.view(day(at), place, actor))

    def __repr__(self) -> str:
        return f"Situation(reports={len(self._value['reports'])}, events={len(self._value['events'])})"


def reconcile(
    records: Iterable[Record], *, known_at: Day = None, jobs: Optional[int] = None, knowledge: Optional[Knowledge] = None
) -> Situation:
    """What records tell together, whatever their order; with `known_at` only those published up to a day."""
    readings = [record._reading for record in records]
    return Situation(_zenobia.reconcile(readings, Pool(jobs), knowledge, day(known_at)))
