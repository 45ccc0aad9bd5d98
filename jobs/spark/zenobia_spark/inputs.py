"""Which files there are, in which portions they are read, and the reports in them."""

from pyspark.sql import functions as F
from pyspark.sql import types as T

#: A report, or what is wrong with what should have been one.
DOCUMENT = T.StructType(
    [T.StructField(name, T.StringType()) for name in ("id", "text", "language", "published", "title", "publisher", "url", "location", "record", "reason")]
)

#: Files whose names end so are read row by row by Spark; all others are handed to the reader whole.
TABLES = (".parquet",)


def listed(spark, paths):
    """All files below the paths, with their sizes and their names inside of the path that was given, in order."""
    found = {}
    for path in paths:
        files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path).select("path", "length").collect()
        root = path.rstrip("/").split("://", 1)[-1].split(":", 1)[-1] if "://" in path or path.startswith("file:") else path.rstrip("/")
        for file in files:
            bare = file.path.split("://", 1)[-1].removeprefix("file:")
            at = bare.find(root)
            inside = bare[at + len(root) :].strip("/") if at >= 0 else ""
            name = inside or bare.rsplit("/", 1)[-1]
            hidden = any(part.startswith((".", "_")) for part in name.split("/"))
            if not hidden:
                found.setdefault(file.path, {"path": file.path, "name": name, "length": file.length})
    return sorted(found.values(), key=lambda file: file["path"])


def portions(files, most):
    """The files in portions of at most so many bytes, tables apart from the others."""
    made = []
    for tables in (False, True):
        portion, size = [], 0
        for file in files:
            if file["path"].endswith(TABLES) != tables:
                continue
            if portion and size + file["length"] > most:
                made.append(portion)
                portion, size = [], 0
            portion.append(file)
            size += file["length"]
        if portion:
            made.append(portion)
    return made


def documents(spark, portion, columns, published, language):
    """The reports in a portion."""
    paths = [file["path"] for file in portion]
    if paths[0].endswith(TABLES):
        return rows(spark.read.parquet(*paths), columns, published, language)
    names = {file["path"]: file["name"] for file in portion}
    files = spark.read.format("binaryFile").load(paths).select("path", "content")
    return files.mapInArrow(opened(names, columns, published, language), DOCUMENT)


def opened(names, columns, published, language):
    """Takes files apart into reports."""

    def take_apart(batches):
        import pyarrow
        from zenobia import Fault, _zenobia

        for batch in batches:
            for path, content in zip(batch.column("path").to_pylist(), batch.column("content").to_pylist()):
                held = []
                for item in _zenobia.open_bytes(names.get(path, path), content, published, language, list(columns.items())):
                    if isinstance(item, Fault):
                        held.append({"id": item.name, "location": f"{path}: {item.name}", "reason": item.message})
                    elif isinstance(item, _zenobia.Reading):
                        held.append({"id": item.id, "location": path, "record": item.json(True)})
                    else:
                        held.append(
                            {field: getattr(item, field) for field in ("id", "text", "language", "published", "title", "publisher", "url")}
                            | {"location": f"{path}: {item.location}"}
                        )
                    if len(held) >= 256:
                        yield pyarrow.RecordBatch.from_pylist(held, schema=arrow_schema())
                        held = []
                if held:
                    yield pyarrow.RecordBatch.from_pylist(held, schema=arrow_schema())

    return take_apart


def arrow_schema():
    import pyarrow

    return pyarrow.schema([(name, pyarrow.string()) for name in DOCUMENT.fieldNames()])


def rows(frame, columns, published, language):
    """The reports in the rows of a table; records that the program wrote are taken as they are."""
    from zenobia import _zenobia

    location = F.concat(F.col("_metadata.file_path"), F.lit(": a row"))
    nothing = {field: F.lit(None).cast("string").alias(field) for field in DOCUMENT.fieldNames()}
    if "record" in frame.columns and "text" not in frame.columns and "text" not in columns:
        made = {**nothing, "id": F.col("id").cast("string").alias("id"), "record": F.col("record").cast("string").alias("record")}
    else:
        at = dict(_zenobia.columns_of(frame.columns, list(columns.items())))
        cells = {field: F.col(f"`{frame.columns[number]}`").cast("string") for field, number in at.items()}
        # Rows have no numbers on a cluster: a report without a name is called after its text.
        cells = {field: cell if field == "text" else F.nullif(F.trim(cell), F.lit("")) for field, cell in cells.items()}
        name = F.concat(F.lit("sha256:"), F.substring(F.sha2(cells["text"], 256), 1, 16))
        cells["id"] = F.coalesce(cells["id"], name) if "id" in cells else name
        if published is not None or "published" in cells:
            cells["published"] = F.coalesce(cells.get("published", F.lit(None).cast("string")), F.lit(published))
        if language is not None or "language" in cells:
            cells["language"] = F.coalesce(cells.get("language", F.lit(None).cast("string")), F.lit(language))
        cells["reason"] = F.when(F.coalesce(F.trim(cells["text"]), F.lit("")) == "", F.lit("the column of the text is empty"))
        made = {**nothing, **{field: cell.alias(field) for field, cell in cells.items()}}
    return frame.select(*[location.alias("location") if field == "location" else made[field] for field in DOCUMENT.fieldNames()])
