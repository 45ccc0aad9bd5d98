"""Small files in whatever file system Spark writes to: what is planned and what is done."""

import json


class Files:
    """Files below a folder, through Hadoop's file systems."""

    def __init__(self, spark, folder):
        self.jvm = spark._jvm
        self.folder = folder.rstrip("/")
        self.configuration = spark._jsc.hadoopConfiguration()
        self.system = self.path("").getFileSystem(self.configuration)

    def path(self, name):
        return self.jvm.org.apache.hadoop.fs.Path(f"{self.folder}/{name}" if name else self.folder)

    def of(self, name):
        """A place below the folder, as Spark names it."""
        return f"{self.folder}/{name}"

    def exists(self, name):
        return self.system.exists(self.path(name))

    def read(self, name):
        """What a JSON file holds; `None` where there is none."""
        if not self.exists(name):
            return None
        stream = self.system.open(self.path(name))
        try:
            return json.loads(self.jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def write(self, name, value):
        """Writes a JSON file whole or not at all."""
        draft = self.path(f"{name}.draft")
        stream = self.system.create(draft, True)
        try:
            stream.write(bytearray(json.dumps(value, ensure_ascii=False, indent=1).encode()))
        finally:
            stream.close()
        self.system.delete(self.path(name), False)
        if not self.system.rename(draft, self.path(name)):
            raise OSError(f"{self.of(name)} cannot be written")

    def remove(self, name):
        self.system.delete(self.path(name), True)
