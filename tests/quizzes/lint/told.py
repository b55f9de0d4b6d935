"""What the rules say about the whole corpus, word by word: `corpus/told.txt`, read by a person line by line.

    python -m tests.quizzes.lint.told      # writes it anew; read the difference before you keep it

A line has the pair and its half (`+` is the clean one), the level, the code, the place inside the bank, the subject and
the message. Findings of other rules are left out where they are about the bank of a single item, as all are then.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizzes.lint import RULES, Context, check
from quizzes.lint.examples import banks_of, context_for
from tests.quizzes.lint.test_corpus import MEDICINE, PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.load import BankFile

TOLD = Path(__file__).parent / "corpus" / "told.txt"
Way = tuple[str | int, ...]


def lines() -> Iterator[str]:
    """Yield what is said about each half of each pair of the corpus, and of the examples of each rule."""
    seen = Counter[str]()
    for pair in PAIRS:
        seen[pair.code] += 1
        for sign, short in (("-", pair.bad), ("+", pair.good)):
            context = replace(context_for(short), **MEDICINE)
            yield from (f"{pair.code}.{seen[pair.code]}{sign} {told}" for told in _told(short, pair.code, context))
    for rule in RULES:
        for sign, short in (("-", rule.bad), ("+", rule.good)):
            yield from (f"{rule.code}{sign} {told}" for told in _told(short, rule.code, context_for(short)))


def _told(short: dict[str, Any], code: str, context: Context) -> Iterator[str]:
    banks = [placed(file) for file in banks_of(short)]
    ways = {file.path: {line: way for way, line in file.lines.items()} for file in banks}
    for one in check(banks, context):
        if one.code.startswith(code) or (code[0] != "B" and one.code[0] == "Q" and one.code != "Q160"):
            way = ".".join(map(str, ways.get(one.path, {}).get(one.line, (one.line,))))
            hint = f" ({one.hint})" if one.hint else ""
            yield f"{one.level} {one.code} {one.path.stem}:{way} {one.subject}: {one.message}{hint}"


def placed(file: BankFile) -> BankFile:
    """Return a bank in which every place has a line of its own, but for ids that nobody wrote."""
    made = [way for way in _ways(file.bank.model_dump(by_alias=True), ()) if way[-1:] != ("id",) or way in file.lines]
    return replace(file, lines={way: line for line, way in enumerate(made, 2)})


def _ways(data: object, way: Way) -> Iterator[Way]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list | tuple) else ()
    for key, value in entries:
        yield (*way, key)
        yield from _ways(value, (*way, key))


if __name__ == "__main__":
    TOLD.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
