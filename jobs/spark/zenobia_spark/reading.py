"""Reports into records and claims."""

from pyspark.sql import types as T


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


def read_schema():
    """A record with its claims, or what is wrong with what should have been one."""
    records, claims = schemas()
    found = T.StructField("found", T.ArrayType(T.StructType(spark_fields(claims))))
    return T.StructType([*spark_fields(records), found, T.StructField("location", T.StringType()), T.StructField("reason", T.StringType())])


def reader(actors, with_text):
    """Reads documents; `actors` are files of a user's own, by name and content."""

    def read(batches):
        import pyarrow
        import zenobia

        knowledge = knowledge_of(actors)
        for batch in batches:
            for start in range(0, batch.num_rows, 64):
                yield from records_of(batch.slice(start, 64).to_pylist(), knowledge, with_text)
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
        yield with_claims(read, where, knowledge, with_text).cast(schema).to_batches()[0]
    if faults:
        yield pyarrow.RecordBatch.from_pylist(faults, schema=schema)


def arrow_schema():
    import pyarrow

    records, claims = schemas()
    found = pyarrow.list_(pyarrow.struct([pyarrow.field(field.name, field.type) for field in claims]))
    return pyarrow.schema([*records, ("found", found), ("location", pyarrow.string()), ("reason", pyarrow.string())])


def with_claims(read, where, knowledge, with_text):
    """Records as a table, each with the rows of its claims."""
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
    table = table.append_column("found", found).append_column("location", pyarrow.array(where, pyarrow.string()))
    return table.append_column("reason", pyarrow.nulls(len(read), pyarrow.string())).combine_chunks()
