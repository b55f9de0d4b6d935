"""Measure whether load and lint stay linear: `python -m tests.benchmarks.lint_scale [ITEMS]`, 20,000 pool items.

The banks of `lint_speed.py`, all of them in the pool of the post-test, so that every item could be like every other.
The budget is 20 s of CPU time and 600 MB for 20,000 items, 2 s for 2,000; on a machine that others use it takes longer.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from pathlib import Path

from quizzes.lint import check, context_of
from quizzes.load import find_banks, load_banks
from quizzes.settings import load_settings
from tests.benchmarks import lint_speed

SECONDS, MEGABYTES = 1e-3, 600
"""CPU time an item, and memory in all."""


def write_pool(folder: Path, items: int) -> None:
    """Write so many items in banks of the pool, and settings with a draw of one item a cell."""
    lint_speed.BANKS = items // lint_speed.ITEMS
    lint_speed.write_banks(folder)
    for path in folder.glob("b*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^use: \w+$", "use: pool", text, flags=re.MULTILINE), encoding="utf-8")
    settings = folder / "quizzes.toml"
    text = settings.read_text(encoding="utf-8").replace("draw = 2}", "draw = 1}")
    cells = text.count("draw = 1}")
    settings.write_text(re.sub(r"^draw = \d+$", f"draw = {cells}", text, flags=re.MULTILINE), encoding="utf-8")


def main(items: int = 20_000) -> int:
    """Print time and memory; return 1 above the budget."""
    with tempfile.TemporaryDirectory() as name:
        write_pool(Path(name), items)
        start = time.process_time()
        files, _ = load_banks(find_banks(Path(name)))
        loaded = time.process_time()
        found = check(files, context_of(load_settings(Path(name))))
        done = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count = sum(len(file.bank.items) for file in files)
    print(f"{count} items: load {loaded - start:.1f} s, lint {done - loaded:.1f} s of CPU time, {memory:.0f} MB")
    print(f"{len(found)} findings")
    return int(done - start > SECONDS * count or memory > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
