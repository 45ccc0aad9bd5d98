"""The whole job, and its command line."""

import argparse
import json
import os
import sys
import time
import zipfile
from tempfile import mkdtemp

from pyspark import SparkConf
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from . import inputs
from .events import WIDTHS, Events, by_date
from .files import Files
from .reading import read_schema, reader

#: How the virtual machines of executors are told what follows, unless whoever runs the job tells them something else.
OPTIONS = "spark.executor.extraJavaOptions"

#: They only move rows: to compile them a second time, better, costs more than it saves (docs/spark.md).
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC"


def parse(arguments):
    parser = argparse.ArgumentParser(prog="run.py", description="Reads reports into records, claims and events, on a cluster.")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders of any kind that zenobia reads, wherever Spark can read them")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where records, claims and events go; what is done there already is not done again")
    parser.add_argument("--published", metavar="DAY", help="day of publication of reports that do not say it themselves")
    parser.add_argument("--language", metavar="CODE", help="language of reports that do not say it themselves")
    parser.add_argument("--column", action="append", default=[], metavar="FIELD=COLUMN", help="which column of a table holds what, such as text=Body")
    parser.add_argument("--actors", action="append", default=[], metavar="FILE", help="a file of actors of your own, in any form that `zenobia actors import` reads")
    parser.add_argument("--with-text", action="store_true", help="keep the text of each report in its record")
    parser.add_argument("--portion", type=int, default=4096, metavar="MB", help="megabytes of input after which what is done is kept for good [4096]")
    parser.add_argument("--buckets", type=int, metavar="N", help="parts that claims are put together in [four for each core]")
    parser.add_argument("--by", choices=list(WIDTHS), default="month", help="how wide a partition of claims and events is: a day, a month or a year [month]")
    parser.add_argument("--no-events", action="store_true", help="stop at records and claims")
    return parser.parse_args(arguments)


def ship(spark):
    """Sends this package to the executors."""
    folder = os.path.dirname(os.path.abspath(__file__))
    archive = os.path.join(mkdtemp(), "zenobia_spark.zip")
    if not os.path.isdir(folder):
        return  # it came in an archive, which Spark has sent already
    with zipfile.ZipFile(archive, "w") as out:
        for name in sorted(os.listdir(folder)):
            if name.endswith(".py"):
                out.write(os.path.join(folder, name), f"zenobia_spark/{name}")
    spark.sparkContext.addPyFile(archive)


class Job:
    """Reads portions one after the other, each of which is kept once it is whole, and then puts all claims together."""

    def __init__(self, spark, options):
        self.spark, self.options = spark, options
        self.files = Files(spark, options.out)
        self.actors = [(f"{number:04}-{os.path.basename(path)}", open(path, "rb").read()) for number, path in enumerate(options.actors)]
        self.columns = dict(pair.split("=", 1) for pair in options.column)
        self.cores = spark.sparkContext.defaultParallelism
        self.times = {}

    def timed(self, name, work):
        start = time.monotonic()
        done = work()
        self.times[name] = round(self.times.get(name, 0) + time.monotonic() - start, 1)
        return done

    def plan(self):
        """All portions: those of before, and new ones for files that have come since."""
        kept = self.files.read("progress/plan.json") or []
        known = {file["path"] for portion in kept for file in portion}
        fresh = [file for file in inputs.listed(self.spark, self.options.paths) if file["path"] not in known]
        plan = kept + inputs.portions(fresh, self.options.portion << 20)
        self.files.write("progress/plan.json", plan)
        return plan

    def run(self):
        from zenobia import _zenobia

        if self.options.language:
            _zenobia.check_language(self.options.language)
        plan = self.timed("plan", self.plan)
        done = 0
        for number, portion in enumerate(plan, 1):
            mark = f"progress/portion-{number:05}.json"
            if not self.files.exists(mark):
                self.timed("read", lambda: self.read(portion, f"batch={number:05}"))
                self.files.write(mark, {"files": len(portion)})
                done += 1
        metrics = {"portions": len(plan), "portions_read": done, **self.count()}
        if not self.options.no_events and metrics["records"]:
            events = Events(self.spark, self.files, self.actors, self.options.buckets or 4 * self.cores, self.options.by)
            metrics.update(self.timed("events", lambda: events.make(self.records())))
        metrics["seconds"] = self.times
        self.files.write("metrics.json", metrics)
        return metrics

    def read(self, portion, name):
        options = self.options
        documents = inputs.documents(self.spark, portion, self.columns, options.published, options.language)
        # Reports of one file are read by all executors; a part is large enough to be worth starting.
        parts = max(4 * self.cores, sum(file["length"] for file in portion) >> 25)
        read = documents.repartition(parts).mapInArrow(reader(self.actors, options.with_text), read_schema())
        # Reports are read once, and records are written once; their claims are told apart when they are on disk, where only these columns are read.
        of = F.when(F.col("reason").isNull(), F.lit("record")).otherwise(F.lit("fault"))
        held = self.files.of(f"records/{name}")
        self.spark.conf.set("spark.sql.maxConcurrentOutputFileWriters", "2")
        read.withColumn("of", of).write.mode("overwrite").partitionBy("of").parquet(held)
        read = self.spark.read.schema(f"{ddl(read_schema())}, of string").parquet(held)
        claims = read.where("of = 'record'").select(F.explode("found").alias("claim")).select("claim.*")
        self.spark.conf.set("spark.sql.maxConcurrentOutputFileWriters", "0")
        by_date(claims, options.by, self.files.of(f"claims/{name}"))
        faults = read.where("of = 'fault'").select("id", "location", "reason")
        faults.coalesce(1).write.mode("overwrite").parquet(self.files.of(f"rejected/{name}"))
        self.files.remove(f"records/{name}/of=fault")

    def records(self):
        """All records; their schema is told, since a portion may have none."""
        return self.spark.read.schema(f"{ddl(read_schema())}, of string, batch string").parquet(self.files.of("records")).where("of = 'record'")

    def count(self):
        if not self.files.exists("records"):
            return {"records": 0, "claims": 0, "rejected": 0}
        records = self.records().agg(F.count("*"), F.sum("claims")).first()
        return {"records": records[0], "claims": records[1] or 0, "rejected": self.spark.read.parquet(self.files.of("rejected")).count()}


def ddl(schema):
    """A schema as Spark's SQL writes it."""
    return ", ".join(f"`{field.name}` {field.dataType.simpleString()}" for field in schema)


def main(arguments=None):
    options = parse(arguments)
    builder = (
        SparkSession.builder.appName("zenobia")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
    )
    if not SparkConf().contains(OPTIONS):
        builder = builder.config(OPTIONS, JAVA)
    spark = builder.getOrCreate()
    ship(spark)
    metrics = Job(spark, options).run()
    print(json.dumps(metrics, ensure_ascii=False))
    if metrics["rejected"]:
        print(f"{metrics['rejected']} reports could not be read; why is told in {options.out}/rejected", file=sys.stderr)
    return 0
