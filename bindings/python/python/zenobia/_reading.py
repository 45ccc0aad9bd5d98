"""Reports into records, one or many."""

from __future__ import annotations

from itertools import islice
from typing import Any, Iterator, List, Optional

from . import _tables
from ._documents import Day, OnError, day, gather, tell
from ._record import Record
from ._errors import Fault
from ._zenobia import Document, Knowledge, Pool, Table, check_language, read_all
from ._zenobia import read as read_one

#: Most reports that are held at a time for each thread.
REPORTS = 64


def read(
    text: str,
    *,
    published: Day = None,
    language: Optional[str] = None,
    id: str = "text",
    title: Optional[str] = None,
    publisher: Optional[str] = None,
    url: Optional[str] = None,
    knowledge: Optional[Knowledge] = None,
) -> Record:
    """Reads one report.

    `published` is the day from which relative times are resolved, YYYY-MM-DD or a date; without it they stay unknown. The language is found out
    where it is left out. `knowledge` is what to read with instead of what the program would.

    >>> record = read("L'armée a repris Palmyre à l'Etat islamique, a indiqué mercredi l'agence Sana.", published="2016-03-28")
    >>> [(claim.event, claim.mode) for claim in record.claims]
    [('CONTROL', ['capture'])]
    >>> record.times[0].value
    '2016-03-23'

    What does not make sense is said in the words of the program:

    >>> read("…", published="28/03/2016")
    Traceback (most recent call last):
    ...
    zenobia.Error: `28/03/2016` is not a day: write it as YYYY-MM-DD, such as 2016-03-28
    """
    if language is not None:
        check_language(language)
    document = text if isinstance(text, Document) else Document(
        text, id=id, published=day(published), language=language, title=title, publisher=publisher, url=url
    )  # fmt: skip
    return Record(read_one(document, knowledge))


class Records(List[Record]):
    """A list of records that gives tables of all of them.

    >>> records = read_many(["Soldiers left Gao on Monday.", "Rebels seized Kidal on Tuesday."], published="2023-05-08")
    >>> records.places()
    Table(places, 2 rows: report, id, key, name, kind, latitude, longitude, radius_km, country, admin1, acled_precision, ucdp_precision, mentions, wordings, geometry)
    """

    def table(self) -> Table:
        """A row a report, with its record as JSON: what `zenobia situation` reads."""
        return _tables.records(self)

    def claims(self) -> Table:
        """A row a claim."""
        return _tables.claims(self)

    def tolls(self) -> Table:
        """A row a number."""
        return _tables.tolls(self)

    def actors(self) -> Table:
        """A row an actor of a report."""
        return _tables.actors(self)

    def places(self) -> Table:
        """A row a place of a report."""
        return _tables.places(self)


def read_many(
    texts: Any,
    *,
    published: Any = None,
    language: Any = None,
    id: Any = None,
    title: Any = None,
    publisher: Any = None,
    url: Any = None,
    jobs: Optional[int] = None,
    knowledge: Optional[Knowledge] = None,
    on_error: OnError = None,
) -> Records:
    """Reads many reports at the same time, one thread a core or `jobs` of them, and gives their records in order.

    `texts` is any iterable of texts, dictionaries (`{"text": …, "published": …}`), `Document`s, or a column of pandas, polars or Arrow. What else
    is known is one value for all or a column of its own. Other threads of Python go on meanwhile. What cannot be read is raised as a `Fault`, or
    handed to `on_error`, and the rest goes on.

    >>> records = read_many(["Rebels seized Kidal.", {"text": "Soldiers left Gao.", "id": "gao"}], published="2023-05-08", jobs=2)
    >>> [record.id for record in records]
    ['text:1', 'gao']
    >>> faults = []
    >>> len(read_many(["Rebels seized Kidal.", None], on_error=faults.append)), faults[0].message
    (1, 'text:2: there is no text')
    """
    told = dict(published=published, language=language, id=id, title=title, publisher=publisher, url=url)
    return Records(each(gather(texts, told, on_error), jobs, knowledge, on_error))


def read_each(texts: Any, **options: Any) -> Iterator[Record]:
    """The same as `read_many`, one record after the other, so that any number of reports fits in memory.

    >>> next(read_each("Rebels seized Kidal." for _ in range(1_000_000))).claims[0].event
    'CONTROL'
    """
    told = {name: options.pop(name, None) for name in ("published", "language", "id", "title", "publisher", "url")}
    on_error = options.get("on_error")
    return each(gather(texts, told, on_error), options.pop("jobs", None), options.pop("knowledge", None), options.pop("on_error", None), **options)


def each(documents: Iterator[Any], jobs: Optional[int], knowledge: Optional[Knowledge], on_error: OnError) -> Iterator[Record]:
    pool = Pool(jobs)
    # Small at first, so that the first results come at once.
    most = pool.threads
    while True:
        chunk = list(islice(documents, most))
        if not chunk:
            return
        yield from read_chunk(chunk, pool, knowledge, on_error)
        most = min(2 * most, REPORTS * pool.threads)


def read_chunk(chunk: List[Any], pool: Pool, knowledge: Optional[Knowledge], on_error: OnError) -> Iterator[Record]:
    fresh = iter(read_all([item for item in chunk if isinstance(item, Document)], pool, knowledge))
    for item in chunk:
        found = next(fresh) if isinstance(item, Document) else item
        if isinstance(found, Fault):
            tell(found, on_error)
        else:
            yield found if isinstance(found, Record) else Record(found)
