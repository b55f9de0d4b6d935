"""How well and how fast answer sheets are read: filled and scanned by `pencils`, read by `course mark`.

    python -m tests.benchmarks.mark EXAM [--sheets 2000]

EXAM is a folder that `course exam` has written. Wrong readings among those that no person sees must be 0; at most 2 %
of the rows may be sent to a person; 200 sheets a minute are read on one core.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2

from course.outputs.marking.readside import UNREAD, ReadSide, read_sides
from course.outputs.marking.record import read_record
from course.outputs.marking.scans import Side
from tests.benchmarks.pencils import fill, spoil

if TYPE_CHECKING:
    from course.outputs.marking.readside import Reading
    from course.outputs.marking.record import ExamRecord
    from tests.benchmarks.pencils import Told

_SCALE = 11.811
"""Pixels of a millimetre of the printed page: 300 dpi."""


def printed(folder: Path) -> dict[str, tuple[Path, int]]:
    """Return the PDF and the page of each side, by its code."""
    sheets = json.loads((folder / "key" / "draw.json").read_text(encoding="utf-8"))["sheets"]
    return {
        side["code"]: (folder / "paper" / f"{name}.pdf", side["page"])
        for name, sheet in sheets.items()
        for side in sheet["sides"]
    }


def blank_page(pdf: Path, page: int) -> np.ndarray:
    """Return a printed page in colours."""
    with pypdfium2.PdfDocument(pdf) as document:
        return np.ascontiguousarray(
            document[page - 1].render(scale=_SCALE * 25.4 / 72, rev_byteorder=False).to_numpy()[..., :3]
        )


@dataclass
class Count:
    """What was counted, and the seconds of one core that reading took."""

    counts: Counter[str]
    spent: float = 0.0

    def number(self, told: Told, read: ReadSide) -> int:
        """Count the number of a side; return whether it was sent to a person."""
        self.counts["numbers"] += 1
        sent = UNREAD in read.number
        self.counts["numbers sent"] += sent
        self.counts["NUMBERS WRONG"] += not sent and read.number != told.number
        return sent

    def row(self, told: Told, reading: Reading) -> int:
        """Count a row; return whether it was sent to a person."""
        label, planted = reading.row.label, reading.row.label in told.doubtful
        self.counts["rows"] += 1
        self.counts["rows made doubtful"] += planted
        if reading.doubt is None:
            right = not planted and sorted(reading.taken) == sorted(told.taken[label])
            self.counts["ROWS WRONG"] += not right
            if not right:
                print(label, "made doubtful" * planted, told.taken[label], "read as", reading.taken)
            return 0
        self.counts["rows sent"] += 1
        self.counts["rows sent without need"] += not planted
        self.counts[f"  without need: {reading.doubt}"] += not planted
        return 1


def one(number: int, exam: ExamRecord, pages: dict[str, np.ndarray], count: Count) -> None:
    """Fill, spoil and read one sheet."""
    random = np.random.default_rng(number)
    side = list(exam.sides.values())[number % len(exam.sides)]
    page = pages[side.code.text()].copy()
    told = fill(page, side, _SCALE, random)
    gray, how = spoil(page, _SCALE, random)
    begun = time.process_time()
    (read,) = read_sides(Side(Path(f"{number}.png"), "", 1, gray), exam) or [None]
    count.spent += time.process_time() - begun
    count.counts["sheets"] += 1
    if not isinstance(read, ReadSide) or read.code != side.code:
        count.counts["sheets not read"] += 1
        print(number, how, read if not isinstance(read, ReadSide) else f"READ AS {read.code.text()}")
        return
    before = count.counts["ROWS WRONG"]
    sent = count.number(told, read)
    sent += sum(count.row(told, reading) for reading in read.readings if not reading.row.by_hand)
    count.counts["sheets with something sent"] += bool(sent)
    if count.counts["ROWS WRONG"] > before:
        print("  on sheet", number, how)


def main() -> None:
    """Print what was read wrong, what was sent to a person, and how fast it went."""
    parser = argparse.ArgumentParser()
    parser.add_argument("exam", type=Path)
    parser.add_argument("--sheets", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    exam, places = read_record(given.exam), printed(given.exam)
    pages = {code: blank_page(*places[code]) for code in exam.sides}
    count = Count(Counter())
    for number in range(given.first, given.first + given.sheets):
        one(number, exam, pages, count)
    for name, found in sorted(count.counts.items()):
        print(f"{found:8d}  {name}")
    print(f"{60 * count.counts['sheets'] / count.spent:8.0f}  sheets a minute on one core")


if __name__ == "__main__":
    main()
