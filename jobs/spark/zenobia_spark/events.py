"""Claims of all reports into events, block by block; see `zenobia_core::reconcile::piece`.

Records become pieces, one for each thing that a report tells, and a sketch of each text. Sketches that share a block are compared, so that near
identical texts count once; pieces that share a block (type and time) are compared, and those that are tied by a chain of links are settled
together. Every step is a function of its rows, so that it does not matter where they are worked on, nor how often.
"""

from pyspark.sql import functions as F

from .reading import knowledge_of, schemas, spark_fields

PAIRS = "one {0}, other {0}"

#: How many characters of a day a partition is told by.
WIDTHS = {"day": 10, "month": 7, "year": 4}


def by_date(rows, width, place):
    """Writes rows in partitions by their first day."""
    day = F.substring(F.col("first_day").cast("string"), 1, WIDTHS[width])
    dated = rows.withColumn("date", F.coalesce(day, F.lit("unknown")))
    dated.repartition("date").write.mode("overwrite").partitionBy("date").parquet(place)

FOUND = "campaign boolean, found string"


def compared(key, kind, links):
    """Pairs that are tied, of all blocks of a bucket; `links` compares the payloads of a block."""

    def compare(table):
        import pyarrow

        blocks = {}
        for block, name, payload in zip(*(table.column(column).to_pylist() for column in ("block", key, "payload"))):
            blocks.setdefault(block, {})[name] = payload
        ones, others = [], []
        for block in blocks.values():
            names = list(block)
            for one, other in links([block[name] for name in names]) if len(names) > 1 else ():
                ones.append(names[one])
                others.append(names[other])
        return pyarrow.table({"one": pyarrow.array(ones, kind()), "other": pyarrow.array(others, kind())})

    return compare


def shared(frame, key, buckets):
    """Rows of blocks that more than one row is in, with the bucket of each block."""
    rows = frame.select(key, "payload", F.explode("blocks").alias("block"))
    several = rows.groupBy("block").agg(F.count("*").alias("members")).where("members > 1").select("block")
    return rows.join(several, "block").withColumn("bucket", F.pmod(F.xxhash64("block"), F.lit(buckets)))


def components(pairs):
    """The names that are tied to others, and for each one name that all of them share. Works on the driver, with some 300 bytes a name."""
    parent = {}

    def root(name):
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        parent.setdefault(one, one)
        parent.setdefault(other, other)
        one, other = root(one), root(other)
        if one != other:
            parent[max(one, other)] = min(one, other)
    names = list(parent)
    return names, [root(name) for name in names]


def tied(pairs):
    """The pairs, on the driver."""
    table = pairs.toArrow()
    return zip(table.column("one").to_pylist(), table.column("other").to_pylist())


def settled(actors):
    """Events of the pieces of a bucket, which holds whole components."""

    def settle(table):
        import pyarrow
        from zenobia import _zenobia

        originals = {}
        for report, original in zip(table.column("report").to_pylist(), table.column("original").to_pylist()):
            if original is not None:
                originals[report] = original
        found = _zenobia.settle(table.column("payload").to_pylist(), list(originals.items()), knowledge_of(actors))
        return pyarrow.table({"campaign": pyarrow.array([one for one, _ in found], pyarrow.bool_()), "found": pyarrow.array([one for _, one in found], pyarrow.string())})

    return settle


def joined(actors, campaigns):
    """Rows of events, with the campaigns they are part of, and what was found as JSON."""

    def join(batches):
        import pyarrow
        from zenobia import _zenobia

        knowledge = knowledge_of(actors)
        fields = list(schemas()[1])
        schema = pyarrow.schema([*fields, ("is_event", pyarrow.bool_()), ("json", pyarrow.string())])
        for batch in batches:
            table, events, open = _zenobia.join_campaigns(batch.column("found").to_pylist(), campaigns.value, knowledge)
            table = pyarrow.table(table).cast(pyarrow.schema(fields))
            table = table.append_column("is_event", pyarrow.array([True] * len(events), pyarrow.bool_()))
            table = table.append_column("json", pyarrow.array(events, pyarrow.string()))
            yield from table.combine_chunks().to_batches()
            if open:
                yield pyarrow.RecordBatch.from_pylist([{"is_event": False, "json": one} for one in open], schema=schema)

    return join


class Events:
    """The steps from records to events, each of which leaves its result under `work`."""

    def __init__(self, spark, files, actors, buckets, width):
        self.spark, self.files, self.actors, self.buckets, self.width = spark, files, actors, buckets, width

    def stored(self, frame, name, partition=None):
        """A frame as it lies on disk, so that what came before is not worked out again."""
        writer = frame.write.mode("overwrite")
        (writer.partitionBy(partition) if partition else writer).parquet(self.files.of(name))
        return self.spark.read.parquet(self.files.of(name))

    def make(self, records):
        """Writes events and reports; returns their numbers."""
        # The same report twice is one report. Where there is none, records need not be sent around to see it.
        records = records.select(F.col("digest.sketch.report").alias("report"), "digest")
        if records.groupBy("report").count().where("count > 1").limit(1).count():
            records = records.dropDuplicates(["report"])
        sketches = records.select("digest.sketch.*")
        pieces = records.select(F.explode("digest.pieces").alias("piece")).select("piece.*")
        originals = self.stored(self.originals(sketches), "work/originals").select("report", F.col("bare").alias("original"), "original_id")
        found = self.stored(self.found(pieces, originals), "work/found")
        campaigns = [row.found for row in found.where("campaign").select("found").collect()]
        campaigns = self.spark.sparkContext.broadcast(campaigns)
        from pyspark.sql import types as T

        schema = T.StructType([*spark_fields(schemas()[1]), T.StructField("is_event", T.BooleanType()), T.StructField("json", T.StringType())])
        rows = self.stored(found.mapInArrow(joined(self.actors, campaigns), schema), "work/rows")
        by_date(rows.where("is_event").drop("is_event", "json"), self.width, self.files.of("events"))
        rows.where("is_event").select("json").write.mode("overwrite").text(self.files.of("situation/events"))
        rows.where("not is_event").select("json").write.mode("overwrite").text(self.files.of("situation/open"))
        reports = sketches.join(originals, "report", "left").select(
            "id", "sha256", F.when(F.col("original_id") != F.col("id"), F.col("original_id")).alias("copy_of")
        )
        reports = self.stored(reports, "reports").agg(F.count("*"), F.count("copy_of")).first()
        events = rows.agg(F.count_if("is_event"), F.count_if(~F.col("is_event"))).first()
        return {"reports": reports[0], "copies": reports[1], "accounts": pieces.count(), "events": events[0], "open": events[1]}

    def classes(self, pairs, columns, kind):
        """Names of pairs that are tied by a chain, and for each the name of its chain."""
        import pyarrow

        names, classes = components(tied(pairs))
        return self.spark.createDataFrame(pyarrow.table(dict(zip(columns, (pyarrow.array(names, kind), pyarrow.array(classes, kind))))))

    def originals(self, sketches):
        """For reports that carry the text of others the one that came first."""

        def links(payloads):
            from zenobia import _zenobia

            return _zenobia.copies(payloads)

        def kind():
            import pyarrow

            return pyarrow.string()

        pairs = shared(sketches, "report", self.buckets).groupBy("bucket").applyInArrow(compared("report", kind, links), PAIRS.format("string"))
        classes = self.classes(pairs, ("report", "class"), kind())
        rank = F.struct("day", "id", "sha256")
        members = classes.join(sketches, "report")
        first = members.groupBy("class").agg(F.min_by("bare", rank).alias("bare"), F.min_by("id", rank).alias("original_id"))
        return classes.join(first, "class").select("report", "bare", "original_id")

    def found(self, pieces, originals):
        """What was found of all pieces."""
        actors = self.actors

        def links(payloads):
            from zenobia import _zenobia

            return _zenobia.links(payloads, knowledge_of(actors))

        def kind():
            import pyarrow

            return pyarrow.int64()

        pairs = shared(pieces, "number", self.buckets).groupBy("bucket").applyInArrow(compared("number", kind, links), PAIRS.format("long"))
        groups = self.classes(pairs, ("number", "group"), kind())
        grouped = pieces.select("number", "report", "payload").join(groups, "number", "left").join(originals.select("report", "original"), "report", "left")
        bucket = F.pmod(F.xxhash64(F.coalesce("group", "number")), F.lit(self.buckets))
        return grouped.withColumn("bucket", bucket).groupBy("bucket").applyInArrow(settled(actors), FOUND)
