"""Measure the PDF book: `python tests/benchmarks/pdf_speed.py [--peers] [LESSONS ...]`, on Linux.

CPU seconds and memory are those of whole processes with all that they start.

A made-up course of 16 pages has 110 questions and 12 figures; more lessons repeat the same lesson. The reading of the
sources is measured apart, because a course is read once for all its outputs. With `--peers` the same reading is printed
by WeasyPrint and by Sphinx's own LaTeX, where these are on PATH.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

QUESTIONS = 9
PLAIN = 3
WORDS = "Clonazepam is a benzodiazepine that enhances the effect of the main inhibitory signal of the brain. " * 6
CONF = """
extensions = ["myst_parser", "quizzes", "course.outputs.pdf"]
project = "Measured"
numfig = True
quizzes_banks = ["quizzes"]
myst_enable_extensions = ["colon_fence"]
"""
FIGURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 150" width="400" height="150" font-family="Inter">
<path d="M20 130 H380 M20 130 V10" stroke="#111" fill="none"/><text x="200" y="70">Figure {n}</text></svg>"""
LESSON = """# Lesson {n}

:::{{note}}
Name one key fact.
:::

## Reading

{words}

{words}

:::{{figure}} ../img/f{n}.svg
:name: fig-{n}
:alt: An example line.

A figure.
:::

See {{numref}}`fig-{n}`.

:::{{list-table}} What to do
:header-rows: 1
:stub-columns: 1

* - Sign
  - Action
* - One
  - Call
* - Two
  - Wait
:::

{words}

## Practice

```{{quiz}} b{n}
```
"""
ITEM = """  - id: b{n}-q{q}
    type: single
    stem: Which of these statements about lesson {n} is the right one?
    choices:
      - {{id: a, text: The first statement, feedback: This is not what the reading of this lesson says.}}
      - {{id: b, text: The second statement, correct: true, feedback: The reading of this lesson says so in its table.}}
      - {{id: c, text: The third statement, feedback: This mixes up two of the rows of the table.}}
    rationale: The table of the lesson lists both rows and what to do in each.
"""


def write_course(root: Path, lessons: int) -> None:
    """Write `lessons` lessons, each with a figure, a table and nine questions, and four plain pages."""
    for folder in ("lessons", "img", "quizzes"):
        (root / folder).mkdir(parents=True)
    names = [f"lessons/l{n}" for n in range(lessons)] + [f"page{n}" for n in range(PLAIN)]
    listed = "\n".join(names)
    (root / "conf.py").write_text(CONF)
    (root / "index.md").write_text(f"# Start\n\n{WORDS}\n\n```{{toctree}}\n{listed}\n```\n")
    for n in range(PLAIN):
        (root / f"page{n}.md").write_text(f"# Page {n}\n\n{WORDS}\n\n{WORDS}\n")
    for n in range(lessons):
        (root / "img" / f"f{n}.svg").write_text(FIGURE.format(n=n))
        (root / "lessons" / f"l{n}.md").write_text(LESSON.format(n=n, words=WORDS))
        items = "".join(ITEM.format(n=n, q=q) for q in range(QUESTIONS + (n < 2)))
        (root / "quizzes" / f"b{n}.yaml").write_text(
            f"schema: quizbank/1\nid: b{n}\ntitle: Practice {n}\nitems:\n{items}"
        )


@dataclass(frozen=True)
class Cost:
    """What one command took: CPU seconds, and the most megabytes that it and all its processes held at one moment."""

    seconds: float
    megabytes: int

    def __add__(self, then: Cost) -> Cost:
        """Return the cost of one command after the other."""
        return Cost(self.seconds + then.seconds, max(self.megabytes, then.megabytes))


def measured(command: Sequence[str | Path], folder: Path | None = None) -> Cost:
    """Run a command in a process of its own; raise CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    peak = 0
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(held, family(process.pid))))
            time.sleep(0.02)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, peak // 1024)


def family(process: int) -> list[int]:
    """Return a process and those that it has started, as Linux lists them."""
    found = [process]
    with suppress(OSError):
        for listed in Path(f"/proc/{process}/task").glob("*/children"):
            found += [one for child in listed.read_text().split() for one in family(int(child))]
    return found


def held(process: int) -> int:
    """Return the kilobytes that a process holds, its part of what it shares with others; 0 when it is gone."""
    with suppress(OSError):
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) if found else 0
    return 0


def sphinx(builder: str, root: Path, *settings: str) -> Cost:
    """Run Sphinx on the course that was read before."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", root / "cache", *settings]
    return measured([*command, root / "src", root / builder])


def weasyprint(root: Path) -> tuple[Cost, Path]:
    """Print the course from one page of HTML, tagged as PDF/UA."""
    made = sphinx("singlehtml", root, "-D", "html_theme=basic")
    command = [str(shutil.which("weasyprint")), "--quiet", "--pdf-variant", "pdf/ua-1", "index.html", "book.pdf"]
    return made + measured(command, root / "singlehtml"), root / "singlehtml" / "book.pdf"


def lualatex(root: Path) -> tuple[Cost, Path]:
    """Print the course by Sphinx's own LaTeX; it takes no SVG, so that the figures are left out."""
    made = sphinx("latex", root, "-D", "latex_engine=lualatex", "-D", "suppress_warnings=image.not_readable")
    command = ["latexmk", "-lualatex", "-silent", "-interaction=nonstopmode", "measured.tex"]
    return made + measured(command, root / "latex"), root / "latex" / "measured.pdf"


PEERS = {"weasyprint": (weasyprint, ("weasyprint",)), "lualatex": (lualatex, ("latexmk", "lualatex"))}
"""How a peer prints the course, and the programs that it needs on PATH."""


def line(name: str, cost: Cost, path: Path) -> str:
    """Return what a book cost and what it is like."""
    import pikepdf

    with pikepdf.open(path) as document:
        pages = len(document.pages)
    return f"  {name:12}  {cost.seconds:6.1f}  {cost.megabytes:9}  {pages:5}  {path.stat().st_size // 1024:6}"


def main(sizes: list[int], *, with_peers: bool) -> None:
    """Print the lines of each size."""
    for lessons in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_course(root / "src", lessons)
            reading = sphinx("dummy", root).seconds
            book = sphinx("typst", root)
            (path,) = (root / "typst").glob("*.pdf")
            again = sphinx("typst", root).seconds
            questions = sum(bank.read_text().count("  - id:") for bank in (root / "src" / "quizzes").glob("*.yaml"))
            print(f"{lessons} lessons, {lessons + PLAIN + 1} pages of source, {questions} questions")
            print(f"  reading {reading:.1f} s, unchanged book {again:.1f} s")
            print("  book           CPU s  memory MB  pages      kB")
            print(line("typst", book, path))
            for name, (way, programs) in PEERS.items() if with_peers else ():
                missing = [program for program in programs if not shutil.which(program)]
                print(f"  {name:12}  not installed: {', '.join(missing)}" if missing else line(name, *way(root)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the PDF book.")
    parser.add_argument("lessons", nargs="*", type=int, default=[12])
    parser.add_argument("--peers", action="store_true", help="print the same course by WeasyPrint and LaTeX, too")
    given = parser.parse_args()
    main(given.lessons, with_peers=given.peers)
