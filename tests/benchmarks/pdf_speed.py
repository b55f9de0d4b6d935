"""Measure the PDF book: `python tests/benchmarks/pdf_speed.py [LESSONS ...]`, CPU seconds of whole processes.

A made-up course of 16 pages has 110 questions and 12 figures; more lessons repeat the same lesson. The reading of the
sources is measured apart, because a course is read once for all its outputs.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

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


def measured(builder: str, root: Path) -> tuple[float, int]:
    """Run Sphinx in a process of its own; return its CPU seconds and the kilobytes of memory of the largest yet."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", root / "cache", root / "src", root / builder]
    subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "0"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss


def main(sizes: list[int]) -> None:
    """Print a line for each size."""
    import pikepdf

    print("pages of source  questions  reading s  book s  unchanged s  memory MB  pages  kB")
    for lessons in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_course(root / "src", lessons)
            reading, _ = measured("dummy", root)
            book, memory = measured("typst", root)
            again, _ = measured("typst", root)
            (path,) = (root / "typst").glob("*.pdf")
            questions = sum(bank.read_text().count("  - id:") for bank in (root / "src" / "quizzes").glob("*.yaml"))
            with pikepdf.open(path) as document:
                pages = len(document.pages)
            times = f"{reading:9.1f}  {book:6.1f}  {again:11.1f}"
            sizes_ = f"{memory // 1024:9}  {pages:5}  {path.stat().st_size // 1024}"
            print(f"{lessons + PLAIN + 1:15}  {questions:9}  {times}  {sizes_}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [12])
