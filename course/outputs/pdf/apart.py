"""Typst in a process of its own, so that what a large book needs is free again when the book is made.

Typst keeps what it has set for as long as its process lives (0.15): some 400 bytes for each byte of source.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.pdf.compile import Compiled, Refused, compile_here
from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL = 800_000
"""So many bytes of source are set in this process, the book of a short course among them; a new one takes 0.1 s."""


@dataclass
class _Room:
    left: int = SMALL


_room = _Room()


def compile_typst(
    source: Path, root: Path, timestamp: int, inputs: Mapping[str, str] | None = None, fonts: Path | None = None
) -> Compiled:
    """Do what `compile_here` does, in another process when this one would keep too much."""
    size = source.stat().st_size
    if size > _room.left:
        return compile_apart(source, root, timestamp, inputs, fonts)
    _room.left -= size
    return compile_here(source, root, timestamp, inputs, fonts)


def compile_apart(
    source: Path, root: Path, timestamp: int, inputs: Mapping[str, str] | None = None, fonts: Path | None = None
) -> Compiled:
    """Do what `compile_here` does in a new process; raise Refused also when it is stopped from outside."""
    order = json.dumps([str(source), str(root), timestamp, dict(inputs or {}), str(fonts) if fonts else None])
    # -P: a file of the author that is named like a module of Python is not taken for it.
    command = [sys.executable, "-P", "-m", __name__]
    done = subprocess.run(command, input=order.encode(), stdout=subprocess.PIPE, check=False)  # noqa: S603 - ourselves
    if done.returncode:
        words = f"Typst was stopped ({done.returncode}); perhaps there was not enough memory for a book of this size"
        raise Refused([Finding(source, 1, "P111", words)])
    head, _, pdf = done.stdout.partition(b"\n")
    told, signs, placed = json.loads(head)
    found = [Finding(Path(path), line, code, message) for path, line, code, message in told]
    if not pdf:
        raise Refused(found, signs)
    return Compiled(pdf, tuple(found), placed)


def main() -> None:
    """Carry out the order on standard input: write the findings as one line of JSON, then the PDF if there is one."""
    source, root, timestamp, inputs, fonts = json.load(sys.stdin)
    signs: tuple[str, ...] = ()
    try:
        made = compile_here(Path(source), Path(root), timestamp, inputs, Path(fonts) if fonts else None)
    except Refused as refused:
        made, signs = Compiled(b"", tuple(refused.findings)), refused.signs
    told = [(str(one.path), one.line, one.code, one.message) for one in made.findings]
    sys.stdout.buffer.write(json.dumps([told, signs, made.placed]).encode() + b"\n" + made.pdf)


if __name__ == "__main__":
    main()
