"""A record: what was read from one report."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional

from . import _html
from ._zenobia import Reading
from .record_types import RecordFields


class Record(RecordFields):
    """All that was read from one report. Its parts are typed (`record.claims[0].trigger.text`); offsets count code points of the text.

    >>> import zenobia
    >>> record = zenobia.read("Soldiers shelled the town of Kidal on Sunday, killing nine people, a doctor said.", published="2023-05-08", id="kidal")
    >>> record
    Record(id='kidal', language='en', published='2023-05-08', claims=2)
    >>> claim = record.claims[0]
    >>> record.text[claim.trigger.start:claim.trigger.end]
    'shelled'
    >>> Record.from_json(record.to_json()) == record
    True
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """A record from what `to_json`, or the program, wrote."""
        return cls(Reading.of_json(text))

    @classmethod
    def from_dict(cls, value: Dict[str, Any]) -> "Record":
        """A record from what `to_dict` gave."""
        return cls.from_json(json.dumps(value, ensure_ascii=False))

    @property
    def id(self) -> str:
        """Name of the report."""
        return self._reading.id

    @property
    def text(self) -> Optional[str]:
        """The text of the report; `None` for a record that was kept without it."""
        return self._reading.text

    def to_json(self, *, with_text: bool = False) -> str:
        """The record as `zenobia read --json` writes it, byte for byte; `with_text` keeps the text in it, as `--with-text` does."""
        return self._reading.json(with_text)

    def to_dict(self) -> Dict[str, Any]:
        """The record as dictionaries and lists."""
        return json.loads(self._reading.json(False))

    def why(self, find: Optional[str] = None, *, columns: int = 80) -> str:
        """Why each finding is there, as `zenobia why` prints it; with `find` only findings whose words hold it."""
        return self._reading.why(find, columns)

    def __repr__(self) -> str:
        report = self.report
        return f"Record(id={report.id!r}, language={report.language!r}, published={report.published!r}, claims={len(self._value['claims'])})"

    def _repr_html_(self) -> str:
        return _html.record(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> Any:
        return Record.from_json, (self.to_json(with_text=self.text is not None),)


def why(record: Record, find: Optional[str] = None, *, columns: int = 80) -> str:
    """Why each finding of a record is there: its words, the rule that made it, and the parts it was made from.

    >>> import zenobia
    >>> record = zenobia.read("Soldiers shelled the town of Kidal on Sunday.", published="2023-05-08")
    >>> "en/frames/" in why(record, "shelled")
    True
    """
    return record.why(find, columns=columns)
