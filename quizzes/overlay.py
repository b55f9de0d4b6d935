"""A private pool: banks outside the repository that extend the public ones, and the traces it must not leave.

Rule B213: what is for learners holds no id, text or hash of a private item.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizzes.finding import FindingsError
from quizzes.load import BankFile, find_banks, load_banks
from quizzes.review import content_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quizzes.model import Bank, Item

RULE = "B213"
SHORTEST = 24
"""Letters and digits that a text needs to be taken for a private one: `Always` may stand anywhere."""
_TEXTS = frozenset({"stem", "text", "feedback", "true", "false", "premise", "response", "rationale", "title"})
_LISTS = frozenset({"hints", "distractors"})
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_NO_SIGN = re.compile(r"[\W_]+")


def load_pool(public: Path, overlay: Path | None) -> tuple[list[BankFile], list[BankFile]]:
    """Return the banks of the public folder and those of the private one.

    Raises FindingsError for a broken bank, and for an id of a bank or item that both folders use.
    """
    files, findings = load_banks([*find_banks(public), *(find_banks(overlay) if overlay else ())])
    if findings:
        raise FindingsError(*findings)
    private = [file for file in files if overlay is not None and file.path.is_relative_to(overlay)]
    return [file for file in files if file not in private], private


@dataclass(frozen=True)
class Secret:
    """One trace of an item: `kind` is id, text or hash; `sign` is what `squeeze` returns, of an id the id itself."""

    item: str
    kind: str
    sign: str


def secrets_of(private: Iterable[BankFile], public: Iterable[BankFile] = ()) -> list[Secret]:
    """Return every trace of the private items; a text that a public bank has too is no secret."""
    known = {squeeze(text) for file in public for text in _bank_texts(file.bank)}
    found: dict[Secret, None] = {}
    for file in private:
        cases = {stimulus.id: stimulus.text for stimulus in file.bank.stimuli}
        for item in file.bank.items:
            found[Secret(item.id, "id", item.id)] = None
            case = cases.get(item.stimulus or "", "")
            found[Secret(item.id, "hash", content_hash(item, case)[:16])] = None
            for text in {*texts_of(item), *([case] if case else ())}:
                sign = squeeze(text)
                if len(sign) >= SHORTEST and sign not in known:
                    found[Secret(item.id, "text", sign)] = None
    return list(found)


def texts_of(item: Item) -> list[str]:
    """Return every text of an item that somebody reads: stem, choices, feedback, hints, rationale."""
    return list(_walk(item.model_dump(mode="json", exclude={"allow", "review", "reference"})))


def _bank_texts(bank: Bank) -> Iterator[str]:
    yield from (stimulus.text for stimulus in bank.stimuli)
    for item in bank.items:
        yield from texts_of(item)


def _walk(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, key)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _walk(inner, "text" if name in _LISTS else name)
    elif isinstance(value, str) and name in _TEXTS:
        yield value


def squeeze(text: str) -> str:
    """Return the letters and digits of a text in lower case: line ends, markup and quotes make no difference."""
    return _NO_SIGN.sub("", text).casefold()


def leaked(content: str, secrets: Iterable[Secret]) -> list[Secret]:
    """Return the secrets that a page, a script or the text of a document gives away."""
    plain = html.unescape(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), content))
    read, raw = squeeze(_TAG.sub("", plain)), squeeze(plain)
    found = []
    for secret in secrets:
        if secret.kind == "id":
            given = secret.sign in plain and _stands_alone(secret.sign, plain)
        else:
            given = secret.sign in read or secret.sign in raw
        if given:
            found.append(secret)
    return found


def _stands_alone(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) is not None
