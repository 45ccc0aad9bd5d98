"""Reports into records and claims."""

from pyspark.sql import types as T


#: Reports whose records are handed on at a time: some megabytes.
BATCH = 256


def schemas():
    """The columns of records and of claims, as Arrow has them."""
    import pyarrow
    import zenobia

    return pyarrow.table(zenobia.records([])).schema, pyarrow.table(zenobia.claims([])).schema.remove_metadata()


def spark_type(kind):
    import pyarrow

    plain = {pyarrow.string(): T.StringType(), pyarrow.date32(): T.DateType(), pyarrow.bool_(): T.BooleanType(), pyarrow.float64(): T.DoubleType(),
             pyarrow.int64(): T.LongType(), pyarrow.binary(): T.BinaryType()}  # fmt: skip
    return plain[kind]


def spark_fields(schema):
    return [T.StructField(field.name, spark_type(field.type)) for field in schema]


def digest_type():
    """What claims are put together by: the sketch of a report, and a piece for each thing that it tells."""
    import pyarrow

    blocks = pyarrow.list_(pyarrow.string())
    sketch = [("report", pyarrow.string()), ("blocks", blocks), ("day", pyarrow.int32()), ("id", pyarrow.string()), ("sha256", pyarrow.string()),
              ("payload", pyarrow.string()), ("bare", pyarrow.string())]  # fmt: skip
    piece = [("number", pyarrow.int64()), ("report", pyarrow.string()), ("blocks", blocks), ("payload", pyarrow.string())]
    return pyarrow.struct([("sketch", pyarrow.struct(sketch)), ("pieces", pyarrow.list_(pyarrow.struct(piece)))])


def arrow_schema():
    """A record with its claims and what they are put together by, or what is wrong with what should have been one."""
    import pyarrow

    records, claims = schemas()
    found = pyarrow.list_(pyarrow.struct([pyarrow.field(field.name, field.type) for field in claims]))
    more = [("found", found), ("digest", digest_type()), ("location", pyarrow.string()), ("reason", pyarrow.string())]
    return pyarrow.schema([*records, *more])


def read_schema():
    """The same, as Spark has it."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(arrow_schema())


def reader(actors, with_text):
    """Reads documents; `actors` are files of a user's own, by name and content."""

    def read(batches):
        import pyarrow
        import zenobia

        knowledge = knowledge_of(actors)
        for batch in batches:
            for start in range(0, batch.num_rows, BATCH):
                yield from records_of(batch.slice(start, BATCH).to_pylist(), knowledge, with_text)
        del pyarrow, zenobia

    return read


_known = {}


def knowledge_of(actors):
    """What to read with, made once a worker."""
    import os
    import tempfile

    import zenobia

    key = tuple(actors)
    if key not in _known:
        folder = tempfile.mkdtemp()
        paths = []
        for name, content in actors:
            paths.append(os.path.join(folder, name))
            with open(paths[-1], "wb") as file:
                file.write(content)
        # Nothing of the home of whoever runs the worker, so that every worker reads alike.
        _known[key] = zenobia.Knowledge(actors=paths, gazetteer="", knowledge="", own=False)
    return _known[key]


def records_of(rows, knowledge, with_text):
    """Batches of records with their claims, and of what could not be read."""
    import pyarrow
    import zenobia
    from zenobia._documents import document

    read, faults, where = [], [], []
    for row in rows:
        try:
            if row["reason"] is not None:
                raise zenobia.Fault(row["id"], row["reason"])
            if row["record"] is not None:
                record = zenobia.Record.from_json(row["record"])
            else:
                told = {field: row[field] for field in ("id", "published", "language", "title", "publisher", "url")}
                record = zenobia.read(document(row["text"], told, row["id"]), knowledge=knowledge)
            read.append(record)
            where.append(row["location"])
        except zenobia.Error as error:
            faults.append({"id": row["id"], "location": row["location"], "reason": str(error)})
    schema = arrow_schema()
    if read:
        yield with_claims(read, where, knowledge, with_text, schema).to_batches()[0]
    if faults:
        yield pyarrow.RecordBatch.from_pylist(faults, schema=schema)


def digests(read, knowledge):
    """The sketches and pieces of records, as the columns of `digest_type`."""
    from zenobia import _zenobia

    for record in read:
        (report, blocks, (day, id, sha256), payload, bare), pieces = _zenobia.digest(record._reading, knowledge)
        sketch = {"report": report, "blocks": blocks, "day": day, "id": id, "sha256": sha256, "payload": payload, "bare": bare}
        names = ("number", "report", "blocks", "payload")
        yield {"sketch": sketch, "pieces": [dict(zip(names, piece)) for piece in pieces]}


def with_claims(read, where, knowledge, with_text, schema):
    """Records as a table, each with the rows of its claims and with what they are put together by."""
    import pyarrow
    import zenobia

    table = pyarrow.table(zenobia.records(read))
    if with_text:
        texts = pyarrow.array([record.to_json(with_text=True) for record in read])
        table = table.set_column(table.column_names.index("record"), "record", texts)
    claims = pyarrow.table(zenobia.claims(read, knowledge=knowledge)).combine_chunks()
    offsets = [0]
    for count in table.column("claims").to_pylist():
        offsets.append(offsets[-1] + count)
    columns = [column.combine_chunks() if isinstance(column, pyarrow.ChunkedArray) else column for column in claims.columns]
    rows = pyarrow.StructArray.from_arrays(columns, names=claims.column_names)
    found = pyarrow.ListArray.from_arrays(pyarrow.array(offsets, pyarrow.int32()), rows)
    digest = pyarrow.array(digests(read, knowledge), digest_type())
    more = {"found": found, "digest": digest, "location": pyarrow.array(where, pyarrow.string()), "reason": pyarrow.nulls(len(read), pyarrow.string())}
    for name, column in more.items():
        table = table.append_column(name, column)
    return table.cast(schema).combine_chunks()
