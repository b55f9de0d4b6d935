"""Write the ids of choices into a bank, once and for ever: the letters that they bear while nobody has named them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.codes import LoadCode
from quizzes.finding import Finding, FindingsError
from quizzes.load import load_bank
from quizzes.model.bank import Bank
from quizzes.text_file import read_text
from quizzes.yaml12 import parse_document

if TYPE_CHECKING:
    from pathlib import Path

    from quizzes.load import BankFile

_ENTRY = re.compile(r"^(?P<dash>\s*- +)(?P<open>\{ *)?(?P<rest>[^{\[].*)$", re.DOTALL)


def write_ids(path: Path) -> tuple[str, int]:
    """Return the text of a bank in which every choice has its id, and how many ids were written; nothing is saved.

    Raises FindingsError for a bank that cannot be read, and for a choice that does not begin a line of its own.
    """
    file, text = load_bank(path), read_text(path, newline="")
    lines = text.splitlines(keepends=True)
    count = 0
    for place, item in enumerate(file.bank.items):
        for choice in file.bare_choices(place):
            number = file.line("items", place, "choices", choice)
            name = item.choices[choice].id  # type: ignore[union-attr]
            lines[number - 1] = _with_id(file, number, lines[number - 1], name, item.id)
            count += 1
    made = "".join(lines)
    assert Bank.model_validate(parse_document(made, path).data) == file.bank, "only ids were written"
    return made, count


def _with_id(file: BankFile, number: int, line: str, name: str, item: str) -> str:
    found = _ENTRY.match(line)
    if found is None:
        message = "this choice does not begin a line of its own, so that its id cannot be written"
        hint = "write each choice as '- {text: …}' or '- text: …' on a line of its own"
        raise FindingsError(Finding(file.path, number, LoadCode.DRAFT, message, subject=item, hint=hint))
    if found["open"]:
        return f"{found['dash']}{found['open']}id: {name}, {found['rest']}"
    end = "\r\n" if line.endswith("\r\n") else "\n"
    return f"{found['dash']}id: {name}{end}{' ' * len(found['dash'])}{found['rest']}"
