"""Places by name.

>>> from zenobia import gazetteer
>>> place = gazetteer.find("Sokhné", country="SY")[0]
>>> place["name"], place["country"], round(place["latitude"], 1)
('Sukhnah', 'SY', 34.9)
"""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional

from ._knowledge import given
from ._zenobia import Knowledge

__all__ = ["find"]


def find(name: str, *, country: Optional[str] = None, most: int = 10, knowledge: Optional[Knowledge] = None) -> List[Dict[str, Any]]:
    """The places that a name may mean before any report is read, the best first: as `zenobia gazetteer find --json` tells them."""
    return [json.loads(found) for found in given(knowledge).places(name, country, most)]
