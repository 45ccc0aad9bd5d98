"""Runs the Python of a README and holds what it prints against what the README shows.

    python bindings/python/scripts/readme.py README.md
"""

import contextlib
import io
import re
import sys


def main(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    blocks = re.findall(r"```python\n(.*?)```\s*(?:```text\n(.*?)```)?", text, re.DOTALL)
    if not blocks:
        print(f"{path} shows no Python")
        return 1
    names = {}
    for code, shown in blocks:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, path, "exec"), names)
        if out.getvalue() != shown:
            print(f"{path} shows:\n{shown}\nand this comes:\n{out.getvalue()}")
            return 1
    print(f"{len(blocks)} blocks print what {path} shows")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
