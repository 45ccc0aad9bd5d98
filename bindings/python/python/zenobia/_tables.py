"""Tables of findings. Each hands itself over as Arrow (`pandas.DataFrame.from_arrow`, `polars.DataFrame(table)`, `pyarrow.table(table)`, DuckDB by its
name, `geopandas.GeoDataFrame.from_arrow`) and writes itself as Parquet (`table.write_parquet(path)`)."""

from __future__ import annotations

from typing import Iterable, Optional, Union

from . import _zenobia
from ._record import Record
from ._situation import Situation
from ._zenobia import Knowledge, Table


def _table(name: str, records: Iterable[Record], knowledge: Optional[Knowledge] = None) -> Table:
    return _zenobia.table(name, [record._reading for record in records], knowledge)


def records(records: Iterable[Record]) -> Table:
    """A row a report: what is known of it, how much was found in it, and its record as JSON. `zenobia read --format parquet` writes the same."""
    return _table("records", records)


def claims(records: Iterable[Record], *, knowledge: Optional[Knowledge] = None) -> Table:
    """A row a claim, with the columns of `zenobia export geoparquet`.

    >>> import zenobia
    >>> table = claims([zenobia.read("Rebels seized Kidal on Tuesday.", published="2023-05-08")])
    >>> table.name, len(table), table.columns[:3]
    ('claims', 1, ['id', 'kind', 'event'])
    """
    return _table("claims", records, knowledge)


def events(situation: Situation) -> Table:
    """A row an event, with the same columns."""
    return situation.events_table()


def tolls(found: Union[Situation, Iterable[Record]]) -> Table:
    """A row a number: of the claims of records, or of the events of a situation."""
    return found.tolls_table() if isinstance(found, Situation) else _table("tolls", found)


def actors(records: Iterable[Record]) -> Table:
    """A row an actor of a report."""
    return _table("actors", records)


def places(records: Iterable[Record]) -> Table:
    """A row a place of a report, with its point."""
    return _table("places", records)
