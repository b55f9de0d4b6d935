"""Print what building the shipped course costs: CPU seconds (user + system) of whole commands.

    python tests/benchmarks/build_speed.py [COURSE] [--runs 3]

Budgets (issue texts and docs/explanation): HTML at most 8 s, the PDF after it at most 4 s, unchanged at most 2 s.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

BUDGETS = {"html": 8.0, "pdf after html": 4.0, "unchanged": 2.0}


def cpu_seconds(*arguments: str) -> float:
    """Run `course` with the arguments; return the CPU seconds of it and its children."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "course", *arguments], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def once(course: str) -> dict[str, float]:
    """Measure one fresh build, the PDF after it, and an unchanged build."""
    with tempfile.TemporaryDirectory() as out:
        build = ("build", course, "--out", out, "--quiet", "--to")
        return {
            "html": cpu_seconds(*build, "html"),
            "pdf after html": cpu_seconds(*build, "pdf"),
            "unchanged": cpu_seconds(*build, "html,pdf"),
        }


def main() -> None:
    """Print the median, minimum and maximum of each figure beside its budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("course", nargs="?", default="klonopin")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    runs = [once(options.course) for _ in range(options.runs)]
    print(f"{'':<16}{'median':>8}{'min':>8}{'max':>8}{'budget':>8}  CPU s, {options.runs} runs")
    for name, budget in BUDGETS.items():
        figures = [run[name] for run in runs]
        print(f"{name:<16}{statistics.median(figures):8.2f}{min(figures):8.2f}{max(figures):8.2f}{budget:8.1f}")


if __name__ == "__main__":
    main()
