"""Build a synthetic course of N lessons with ten questions each, touch one lesson, and print the cost.

    python -m tests.benchmarks.scale 10 100 1000 [--keep FOLDER] [--peers [ENVIRONMENT ...]]

With `--peers` the same course is built by Sphinx with its book theme, by MkDocs with its material theme and by
Zensical, as far as they are found in the environments named or on PATH. Prints a table; never a test: times vary.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.page_weight import Weight, weigh
from tests.benchmarks.peers import Peer, find_peers
from tests.benchmarks.synthetic import write

if TYPE_CHECKING:
    from collections.abc import Sequence

OURS = "this project"
HEAD = """
| tool | lessons | full, CPU s | one touched, CPU s | memory, MiB | a lesson, KB | requests | nodes | other hosts |
|---|--:|--:|--:|--:|--:|--:|--:|--:|"""
NOT_RUN = """Sphinx with its book theme is not run above 100 lessons: every page carries the whole navigation, so time
grows with the square (1,059 CPU s for 1,000 lessons in one run)."""


class Cost(NamedTuple):
    """CPU seconds of a full build and of one after a touch, peak memory in MiB, and the weight of a lesson page."""

    full: float
    touched: float
    memory: int
    weight: Weight | None


def cost(command: Sequence[str | Path], folder: Path) -> tuple[float, int]:
    """Run a command; return its CPU seconds and its peak memory in MiB, those of its children included."""
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed; see {folder / 'log.txt'}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def measure(command: Sequence[str | Path], root: Path, source: str, site: Path, page: str) -> Cost:
    """Build, touch one lesson, build again, and weigh its page."""
    full, memory = cost(command, root)
    lesson = root / source
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    touched, _ = cost(command, root)
    return Cost(full, touched, memory, weigh(site, page))


def measure_ours(total: int, folder: Path) -> Cost:
    """Measure this project."""
    root, number = folder / f"course{total}", total // 2
    write(root, total)
    out = folder / f"out{total}"
    command = (sys.executable, "-m", "course", "build", root, "--out", out, "--to", "html", "--quiet")
    return measure(command, root, f"lessons/l{number:04}.md", out / "html", f"lessons/l{number:04}.html")


def measure_peer(peer: Peer, total: int, folder: Path) -> Cost:
    """Measure another tool."""
    root, number = folder / f"{peer.command.name}{total}", total // 2
    root.mkdir(parents=True)
    peer.write(root, total)
    return measure((peer.command, *peer.arguments), root, peer.source(number), root / "site", peer.page(number))


def row(tool: str, total: int, made: Cost) -> str:
    """Return a row of the table."""
    page = made.weight
    weight = f"{page.kilobytes:.1f} | {page.requests} | {page.nodes} | {page.hosts}" if page else "– | – | – | –"
    return f"| {tool} | {total} | {made.full:.1f} | {made.touched:.2f} | {made.memory} | {weight} |"


def growth(tool: str, made: dict[int, Cost]) -> list[str]:
    """Return how the cost grows from each size to the next."""
    sizes = sorted(made)
    return [
        f"{tool}: {few} → {many} lessons, full × {made[many].full / made[few].full:.1f}, "
        f"one touched × {made[many].touched / made[few].touched:.1f}"
        for few, many in pairwise(sizes)
    ]


def main() -> None:
    """Measure each tool at each size named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10, 100])
    parser.add_argument("--keep", type=Path, help="leave courses and sites in this folder")
    parser.add_argument("--peers", nargs="*", metavar="ENVIRONMENT", help="run other tools beside")
    options = parser.parse_args()
    peers, missing = find_peers(options.peers) if options.peers is not None else ([], [])
    lines: list[str] = []
    print(HEAD)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).absolute()
        tools = [(OURS, partial(measure_ours, folder=folder), sys.maxsize)]
        tools += [(peer.name, partial(measure_peer, peer, folder=folder), peer.largest) for peer in peers]
        for tool, measured, largest in tools:
            made = {total: measured(total) for total in sorted(options.sizes) if total <= largest}
            print(*(row(tool, total, one) for total, one in made.items()), sep="\n", flush=True)
            lines += growth(tool, made)
    print("", *lines, *(f"not found: {name}" for name in missing), sep="\n")
    if peers and max(options.sizes) > min(peer.largest for peer in peers):
        print(NOT_RUN)


if __name__ == "__main__":
    main()
