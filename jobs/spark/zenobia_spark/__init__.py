"""Zenobia on Spark: reports at any size into records, claims and events, the same as the program makes of them on one machine.

    spark-submit --py-files zenobia_spark.zip run.py INPUT… --out FOLDER

`docs/spark.md` tells how it is run on a cluster. `job` is the whole, `inputs` finds reports, `reading` reads them, `events` puts claims together.
"""
