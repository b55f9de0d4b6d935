"""Write a synthetic course of N lessons with ten questions each, build it, touch one lesson, and print the cost.

    python tests/benchmarks/scale.py 10 100 1000 [--keep FOLDER]

Each lesson has about 810 words, a table, two admonitions, a list and three cross-references; ten lessons make a module.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SENTENCE = "A person who takes a medicine every day should know why, for how long, and whom to ask before changing it. "
COURSE = """[course]
title = "A synthetic course of {n} lessons"
document = "source/document.txt"
register = "evidence/claims.csv"
bibliography = "evidence/references.bib"
objectives = "objectives.yaml"
quizzes = "quizzes"
"""
REGISTER = "id,seed_text,verdict,answer,correction,source_keys,verification,to_verify,typos_terms\n"
WORDS = ("rest", "meals", "movement", "light", "noise", "habits", "travel", "pain", "stress", "company")


def lesson(number: int, total: int) -> str:
    """Return the text of one lesson."""
    others = [1 + (number * factor) % total for factor in (7, 11, 13)]
    links = " ".join(f"See {{doc}}`/lessons/l{other:04}`." for other in others)
    return f"""---
minutes: 7
objectives: [LO{number}]
---

# Lesson {number}: what to know

{SENTENCE * 9}

:::{{note}}
{SENTENCE}
:::

## What to look for

| Sign | Meaning | Action |
|---|---|---|
| Tired | Common at first | Wait and watch |
| Confused | Not expected | Ask soon |

{SENTENCE * 10}

- {SENTENCE}
- {SENTENCE}

:::{{warning}}
{SENTENCE}
:::

## What to do

{SENTENCE * 14} {links}

```{{quiz}} l{number:04}
```
"""


def bank(number: int) -> str:
    """Return a bank of ten questions."""
    items = "".join(item(number, question) for question in range(10))
    return f"schema: quizbank/1\nid: l{number:04}\ntitle: Questions on lesson {number}\nitems:\n{items}"


def item(number: int, question: int) -> str:
    """Return one question of four choices."""
    choices = "".join(
        f"      - id: {letter}\n        text: Answer about {word} {number}\n"
        f"{'        correct: true' if letter == 'abcd'[question % 4] else ''}\n"
        f"        feedback: This says something about {word} in lesson {number} that helps to remember it.\n"
        for letter, word in zip("abcd", WORDS, strict=False)
    )
    return (
        f"  - id: l{number:04}-q{question}\n    type: single\n"
        f"    stem: Which answer to question {question} of lesson {number} is about {WORDS[question]}?\n"
        f"    choices:\n{choices}    rationale: The lesson says it in its second part.\n"
        f"    objective: [LO{number}]\n    bloom: remember\n"
    )


def write(root: Path, total: int) -> None:
    """Write the course folder."""
    for name in ("lessons", "quizzes", "evidence", "source"):
        (root / name).mkdir(parents=True)
    numbers = range(1, total + 1)
    files = {
        "course.toml": COURSE.format(n=total),
        "conf.py": 'extensions = ["course"]\ncourse_check = False\n',
        "source/document.txt": "Nothing.\n",
        "evidence/claims.csv": REGISTER,
        "evidence/references.bib": "",
        "objectives.yaml": "".join(
            f"- {{id: LO{n}, lesson: l{n:04}, bloom: remember, text: list what lesson {n} says}}\n" for n in numbers
        ),
    }
    files |= {f"lessons/l{n:04}.md": lesson(n, total) for n in numbers}
    files |= {f"quizzes/l{n:04}.yaml": bank(n) for n in numbers}
    modules = range(0, total, 10)
    for start in modules:
        listed = "\n".join(f"/lessons/l{n:04}" for n in range(start + 1, min(start + 11, total + 1)))
        files[f"module{start // 10:03}.md"] = (
            f"# Module {start // 10 + 1}\n\nTen lessons.\n\n```{{toctree}}\n{listed}\n```\n"
        )
    listed = "\n".join(f"module{start // 10:03}" for start in modules)
    files["index.md"] = f"# A synthetic course\n\nStart here.\n\n```{{toctree}}\n:caption: Modules\n{listed}\n```\n"
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")


def cost(*arguments: str) -> tuple[float, int]:
    """Run `course`; return CPU seconds and the peak memory of the children so far in MiB."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "course", *arguments], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def measure(total: int, folder: Path) -> None:
    """Print the cost of a full build and of a build after one lesson was touched."""
    root, out = folder / f"course{total}", folder / f"out{total}"
    write(root, total)
    build = ("build", str(root), "--out", str(out), "--to", "html", "--quiet")
    full, memory = cost(*build)
    page = root / "lessons" / f"l{total // 2:04}.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    touched, _ = cost(*build)
    size = sum(path.stat().st_size for path in (out / "html").rglob("*.html")) / 2**20
    print(f"{total:>6} lessons: full {full:7.1f} s  one touched {touched:6.1f} s  {memory} MiB  pages {size:.1f} MiB")


def main() -> None:
    """Measure each size named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10, 100])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for total in options.sizes:
            measure(total, options.keep or Path(temporary))


if __name__ == "__main__":
    main()
