"""What the commands of `quizzes` take: `command.txt`, read by a person.

    python -m tests.quizzes.told      # writes it anew; read the difference before you keep it

A line has a command, one of its arguments, how often it stands there, whether it is needed, its choices and what it is
when nobody says it. The help as it is printed has other spaces in each version of Python, so it is not kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.command import _parser

if TYPE_CHECKING:
    from collections.abc import Iterator

TOLD = Path(__file__).parent / "command.txt"


def lines() -> Iterator[str]:
    """Yield every argument of every command."""
    yield from _arguments("quizzes", _parser())


def _arguments(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"{name}: {parser.description or ''}"
    for one in parser._actions:
        if isinstance(one, argparse._SubParsersAction):
            told = {each.dest: each.help for each in one._choices_actions}
            yield f"{name} needs a verb: {one.required}; {told}"
            for verb, below in one.choices.items():
                yield from _arguments(f"{name} {verb}", below)
        elif not isinstance(one, argparse._HelpAction):
            kind = getattr(one.type, "__name__", "") or type(one).__name__.strip("_").removesuffix("Action")
            choices = sorted(one.choices) if one.choices else ""
            called, needed = "/".join(one.option_strings) or one.dest, bool(one.option_strings and one.required)
            told = f"{one.metavar or one.dest}, {kind}, times {one.nargs}, needed {needed}, else {one.default!r}"
            yield f"  {called} ({told}, {choices}): {one.help}"


if __name__ == "__main__":
    TOLD.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
