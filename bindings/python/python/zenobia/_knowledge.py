"""What reports are read with."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional

from ._documents import Day, day
from ._zenobia import Knowledge


def actors_named(name: str, *, on: Day = None, knowledge: Optional[Knowledge] = None) -> List[Dict[str, Any]]:
    """The actors that a name may mean; with `on` only those that existed on a day, with the offices they held then.

    >>> [(actor["key"], actor["kind"]) for actor in actors_named("Daesh")]
    [('islamic-state', 'armed-group')]
    """
    return [json.loads(found) for found in given(knowledge).actors(name, day(on))]


def given(knowledge: Optional[Knowledge]) -> Knowledge:
    """What was handed over, or what the program would read with."""
    return Knowledge.usual() if knowledge is None else knowledge


__all__ = ["Knowledge", "actors_named", "given"]
