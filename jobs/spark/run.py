"""What spark-submit starts: see `zenobia_spark`."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from zenobia_spark.job import main

if __name__ == "__main__":
    sys.exit(main())
