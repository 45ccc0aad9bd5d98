"""How fast the package reads beside the program, in turns, so that a busy machine is fair to both.

    python bindings/python/scripts/speed.py target/quick/zenobia shared/corpora/news/*.jsonl

Each turn reads all files as often as `--times` says in a process of its own, on `--jobs` threads.
"""

import argparse
import statistics
import subprocess
import sys
import time

PACKAGE = """
import sys, zenobia
records = zenobia.read_many(zenobia.documents(*sys.argv[2:]), jobs=int(sys.argv[1]))
print(len(records))
"""


def wall(command):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start, done.stdout.count(b"\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    files = options.files * options.times
    program, package = [], []
    for turn in range(options.turns):
        seconds, reports = wall([options.program, "read", "--json", "--jobs", str(options.jobs), *files])
        program.append(seconds)
        seconds, _ = wall([sys.executable, "-c", PACKAGE, str(options.jobs), *files])
        package.append(seconds)
        print(f"turn {turn + 1}: program {program[-1]:.2f} s, package {package[-1]:.2f} s, package's throughput {program[-1] / package[-1]:.0%}")
    ratios = [one / other for one, other in zip(program, package)]
    print(f"{reports} reports; throughput of the package {statistics.median(ratios):.0%} of the program's (median; {min(ratios):.0%} to {max(ratios):.0%})")

    import zenobia

    zenobia.read("Rebels seized Kidal.")
    calls = []
    for _ in range(20):
        start = time.perf_counter()
        for _ in range(500):
            zenobia.read("")
        calls.append((time.perf_counter() - start) / 500)
    print(f"a call of `read` with an empty text, whole: {statistics.median(calls) * 1e6:.1f} µs (best {min(calls) * 1e6:.1f} µs)")


if __name__ == "__main__":
    main()
