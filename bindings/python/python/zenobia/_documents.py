"""Reports from files, columns and whatever else holds them."""

from __future__ import annotations

import datetime
import os
from typing import Any, Callable, Dict, Iterable, Iterator, Mapping, Optional, Union

from . import _zenobia
from ._errors import Error, Fault
from ._zenobia import Document

Day = Union[str, datetime.date, None]
OnError = Optional[Callable[[Fault], None]]

#: What a mapping or a column may say of a report.
FIELDS = ("id", "published", "language", "title", "publisher", "url")


def day(value: Any) -> Optional[str]:
    """A day as the program takes it."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if value != value:  # NaN and NaT, as data frames have it
        return None
    raise Error(f"{value!r} is not a day: write it as YYYY-MM-DD, such as 2016-03-28")


def word(value: Any) -> Optional[str]:
    """A cell as words; nothing where there is nothing."""
    if value is None or value != value:
        return None
    return str(value) or None


def tell(fault: Fault, on_error: OnError) -> None:
    """Raises a fault, or hands it over."""
    if on_error is None:
        raise fault
    on_error(fault)


def documents(
    *paths: Union[str, "os.PathLike[str]"],
    published: Day = None,
    language: Optional[str] = None,
    columns: Optional[Mapping[str, str]] = None,
    on_error: OnError = None,
) -> Iterator[Any]:
    """The reports in files and folders of every kind that the program reads: text, web pages, e-mail, PDF, tables, JSON Lines, Parquet, WARC, zip …

    Each is a `Document`, or a `Record` where a file holds records. `published` and `language` hold for reports that do not say it themselves;
    `columns` says which column of a table holds what, such as `{"text": "Body"}`. What cannot be read is raised as a `Fault`, or handed to
    `on_error`, and the rest goes on.

    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "sheet.csv").write_text("id,Body,date\\ngao,Soldiers left Gao.,2023-05-06\\n")
    >>> [(document.id, document.text, document.published) for document in documents(folder, columns={"text": "Body"})]
    [('gao', 'Soldiers left Gao.', '2023-05-06')]
    >>> faults = []
    >>> list(documents(folder / "missing.txt", on_error=faults.append))
    []
    >>> print(faults[0].message.replace(str(folder), "…"))
    …/missing.txt: no such file or folder
    """
    items = _zenobia.open_paths([os.fspath(path) for path in paths], day(published), language, list((columns or {}).items()))
    return each(items, on_error)


def each(items: Iterable[Any], on_error: OnError) -> Iterator[Any]:
    from ._record import Record

    for item in items:
        if isinstance(item, Fault):
            tell(item, on_error)
        elif isinstance(item, _zenobia.Reading):
            yield Record(item)
        else:
            yield item


def values(column: Any) -> Iterator[Any]:
    """What stands in a column: of a list, of pandas, polars or Arrow, or of anything that hands over Arrow."""
    if hasattr(column, "to_pylist"):  # pyarrow
        chunks = column.chunks if hasattr(column, "chunks") else [column]
        for chunk in chunks:
            for start in range(0, len(chunk), 1024):
                yield from chunk[start : start + 1024].to_pylist()
        return
    if not hasattr(column, "__iter__") and (hasattr(column, "__arrow_c_stream__") or hasattr(column, "__arrow_c_array__")):
        import pyarrow

        yield from values(pyarrow.chunked_array(column) if hasattr(column, "__arrow_c_stream__") else pyarrow.array(column))
        return
    for value in column:
        yield value.as_py() if hasattr(value, "as_py") else value


def is_column(value: Any) -> bool:
    """Whether something has a value for each report rather than one for all."""
    return not isinstance(value, (str, bytes, datetime.date)) and (hasattr(value, "__iter__") or hasattr(value, "__arrow_c_stream__"))


def gather(texts: Any, given: Dict[str, Any], on_error: OnError) -> Iterator[Any]:
    """A document for each text; records are handed through."""
    columns = {name: values(value) for name, value in given.items() if is_column(value)}
    constant = {name: value for name, value in given.items() if name not in columns and value is not None}
    if constant.get("language"):
        _zenobia.check_language(constant["language"])
    for number, item in enumerate(values(texts), 1):
        told = dict(constant)
        for name, column in columns.items():
            try:
                told[name] = next(column)
            except StopIteration:
                raise Error(f"`{name}` has fewer values than there are texts") from None
        try:
            yield document(item, told, f"text:{number}")
        except Fault as fault:
            tell(fault, on_error)
    for name, column in columns.items():
        if next(column, columns) is not columns:
            raise Error(f"`{name}` has more values than there are texts")


def document(item: Any, told: Dict[str, Any], name: str) -> Any:
    from ._record import Record

    if isinstance(item, (Document, Record)):
        return item
    if isinstance(item, Mapping):
        told = {**told, **{field: item[field] for field in FIELDS if item.get(field) is not None}}
        item = item.get("text")
    name = word(told.get("id")) or name
    if not isinstance(item, str):
        raise Fault(name, f"{name}: there is no text")
    try:
        known = {field: word(told.get(field)) for field in ("language", "title", "publisher", "url")}
        return Document(item, id=name, published=day(told.get("published")), **known)
    except Fault:
        raise
    except Error as error:
        raise Fault(name, f"{name}: {error}") from None
