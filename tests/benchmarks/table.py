"""Measure everything that docs/explanation/speed.md has a goal for: a line a row, medians of so many runs.

    python -m tests.benchmarks.table [--sizes 10 100 1000] [--runs 3] [--rows WORD ...]

`--rows` takes only the rows whose name has one of the words. A loop of ten million steps is timed before each group of
rows: about 0.6 s where a machine is quick and quiet; figures of two runs compare when their loops do. CPU seconds are
user and system of a command with all its processes. The whole table takes about fifteen minutes on two quiet cores.
What needs a browser (storage and its script) and the tests themselves are not in it. Linux only; never a test.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import course
from tests.benchmarks import pdf_speed
from tests.benchmarks.scale import cost
from tests.benchmarks.synthetic import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PACKAGES = Path(course.__file__).parents[1]
EDITIONS = "html,pdf,print,epub,instructor,instructor-book"
LESSON = "lessons/05-combinations.md"
"""A lesson of the shipped course that others refer to."""
STEPS, PATIENCE, LOOK = 10_000_000, 900, 0.01
"""Steps of the loop; seconds to wait for a page, and between two looks at it."""


@dataclass(frozen=True)
class Bench:
    """Where courses and outputs lie, how often each thing is measured, and which rows are wanted."""

    folder: Path
    runs: int
    words: Sequence[str]

    def wants(self, *names: str) -> bool:
        """Say whether one of the rows is wanted."""
        return not self.words or any(word in name for word in self.words for name in names)

    def row(self, name: str, goal: str, measure: Callable[[], float], note: str = "") -> float:
        """Measure so often, print the median and the single figures, and return the median."""
        if not self.wants(name):
            return 0.0
        figures = [measure() for _ in range(self.runs)]
        now = statistics.median(figures)
        print(f"| {name} | {goal} | {now:.2f} | {', '.join(f'{one:.2f}' for one in figures)} | {note} |", flush=True)
        return now

    def build(self, root: Path, out: Path, *more: str, code: Path = PACKAGES) -> float:
        """Return the CPU seconds of a build by the packages in the folder `code`."""
        command = ("env", f"PYTHONPATH={code}", sys.executable, "-m", "course", "build", root, "--out", out, "--quiet")
        return cost((*command, *(more or ("--to", "html"))), self.folder)[0]

    def fresh(self, root: Path, out: Path, *more: str) -> float:
        """Return the CPU seconds of a build into an empty folder."""
        shutil.rmtree(out, ignore_errors=True)
        return self.build(root, out, *more)


def touch(path: Path) -> None:
    """Add a sentence to a page, one without a number: that would want a source."""
    with path.open("a", encoding="utf-8") as page:
        page.write("\nRead this lesson once more.\n")


def loop() -> None:
    """Print how long ten million steps of a loop take, in CPU seconds."""
    started, step = time.process_time(), 0
    while step < STEPS:
        step += 1
    print(f"| *loop of ten million steps* | 0.6 | {time.process_time() - started:.2f} | | |", flush=True)


def written_since(moment: float, folder: Path) -> str:
    """Return how many of the pages in a folder were written since a moment."""
    pages = list(folder.rglob("*.html"))
    return f"{sum(page.stat().st_mtime >= moment for page in pages)} of {len(pages)} pages written"


def synthetic(bench: Bench, total: int) -> float:
    """Measure a course of so many lessons, and return what a full build costs."""
    root, out, number = bench.folder / f"course{total}", bench.folder / f"out{total}", total // 2
    write(root, total)
    lesson = root / f"lessons/l{number:04}.md"
    full = bench.row(f"full, N={total}", "≤ 17" if total == 1000 else "", lambda: bench.fresh(root, out))
    if bench.wants(f"one lesson touched, N={total}", f"nothing changed, N={total}"):
        bench.build(root, out)
    bench.row(f"one lesson touched, N={total}", "≤ 1.2", lambda: (touch(lesson), bench.build(root, out))[1])
    bench.row(f"nothing changed, N={total}", "≤ 0.15", lambda: bench.build(root, out))
    if bench.wants(f"save → page, N={total}", f"save of course.toml → page, N={total}"):
        with served(bench, root) as page_with:
            limit = "≤ 0.8" if total == 1000 else "≤ 0.5"
            page = f"lessons/{lesson.stem}.html"
            bench.row(f"save → page, N={total}", f"{limit} (wall)", lambda: saved(lesson, page_with, page))
            settings = root / "course.toml"
            bench.row(
                f"save of course.toml → page, N={total}", "≤ 2 (wall)", lambda: saved(settings, page_with, "index.html")
            )
    return full


def parallel(bench: Bench) -> None:
    """Measure what two processes take on the clock, as a part of what one takes."""
    root, out = bench.folder / "course100p", bench.folder / "out100p"
    write(root, 100)

    def ratio() -> float:
        def wall(jobs: str) -> float:
            shutil.rmtree(out, ignore_errors=True)
            started = time.monotonic()
            bench.build(root, out, "--to", "html", "-j", jobs)
            return time.monotonic() - started

        return wall("2") / wall("1")

    bench.row("wall with -j 2 / without, N=100", "≤ 0.6", ratio)


def shipped(bench: Bench) -> None:
    """Measure the shipped course: a copy beside the engine, one inside the package, one whose cache was copied."""
    copy, inside = bench.folder / "shipped", bench.folder / "package"
    for name in ("course", "quizzes"):
        shutil.copytree(PACKAGES / name / "klonopin", copy / name / "klonopin")
        shutil.copytree(PACKAGES / name, inside / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    for name, base, code in (("a copy", copy, PACKAGES), ("inside the package", inside, inside)):
        row = f"one sentence touched, shipped course, {name}"
        if bench.wants(row):
            root, out = base / "course" / "klonopin", base / "out"
            bench.build(root, out, code=code)
            _touched(bench, row, root, out, code)
    root, out = copy / "course" / "klonopin", bench.folder / "editions"
    bench.row("all editions in one call, shipped course", "≤ 20", lambda: bench.fresh(root, out, "--to", EDITIONS))
    if bench.wants(row := "PDF after one touched lesson, shipped course"):
        out = bench.folder / "pdf"
        bench.build(root, out, "--to", "pdf")
        bench.row(row, "≤ 2", lambda: (touch(root / LESSON), bench.build(root, out, "--to", "pdf"))[1])
    if bench.wants(row := "cache from elsewhere, one lesson changed"):
        bench.fresh(root, bench.folder / "made")
        bench.row(row, "≤ 1.3", lambda: carried(bench, copy))


def _touched(bench: Bench, row: str, root: Path, out: Path, code: Path) -> None:
    moment = time.time()

    def once() -> float:
        nonlocal moment
        touch(root / LESSON)
        moment = time.time()
        return bench.build(root, out, code=code)

    bench.row(row, "≤ 1.0", once)
    print(f"|  | | {written_since(moment, out / 'html')} | | |", flush=True)


def carried(bench: Bench, base: Path) -> float:
    """Build after course and output came to their places as a runner of CI brings them: copied, with dates of now."""
    made = bench.folder / "made"
    for folder in (base, made):
        aside = folder.with_name(f"{folder.name}-aside")
        shutil.copytree(folder, aside, copy_function=shutil.copyfile)
        shutil.rmtree(folder)
        aside.rename(folder)
    root = base / "course" / "klonopin"
    touch(root / LESSON)
    return bench.build(root, made)


def book(bench: Bench) -> None:
    """Measure a book of 200 lessons: its CPU seconds, and the memory of all its processes at one moment."""
    sizes: list[int] = []

    def once() -> float:
        with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
            pdf_speed.write_course(Path(folder) / "src", 200)
            made = pdf_speed.sphinx("typst", Path(folder))
            sizes.append(made.megabytes)
            return made.seconds

    if bench.row("book of 200 lessons", "≤ 9", once):
        print(f"| its memory, MB | ≤ 1000 | {statistics.median(sizes):.0f} | | |", flush=True)


@contextmanager
def served(bench: Bench, root: Path) -> Iterator[Callable[[str, str], None]]:
    """Serve a course; give what waits until a page has some words."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "course", "serve", str(root), "--port", str(port)]
    with (bench.folder / "serve.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=bench.folder, stdout=log, stderr=log)

        def page_with(page: str, words: str) -> None:
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end:
                with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/{page}") as answer:
                    if words in answer.read().decode():
                        return
                time.sleep(LOOK)
            raise SystemExit(f"{page} never said {words!r}; see {bench.folder / 'serve.txt'}")

        try:
            page_with("index.html", "</html>")
            yield page_with
        finally:
            process.terminate()
            process.wait()


def saved(path: Path, page_with: Callable[[str, str], None], page: str) -> float:
    """Save a lesson, or another title in `course.toml`, and return the seconds until the page says so."""
    words = f"Mark {time.monotonic_ns()}"
    text = path.read_text(encoding="utf-8")
    title = text.partition('title = "')[2].partition('"')[0]
    text = text.replace(title, words, 1) if path.suffix == ".toml" else f"{text}\n{words}.\n"
    time.sleep(1)  # the check of the save before is over
    started = time.monotonic()
    path.write_text(text, encoding="utf-8")
    page_with(page, words)
    return time.monotonic() - started


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10, 100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rows", nargs="*", default=[], metavar="WORD")
    options = parser.parse_args()
    print("| what | goal | now, CPU s | runs | |\n|---|--:|--:|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.runs, options.rows)
        made = {}
        for total in options.sizes:
            loop()
            made[total] = synthetic(bench, total)
        if made.get(100) and made.get(1000):
            print(f"| growth, full N=1000 / N=100 | ≤ 8 | {made[1000] / made[100]:.1f} | | |", flush=True)
        for group in (parallel, shipped, book):
            loop()
            group(bench)
        loop()


if __name__ == "__main__":
    main()
