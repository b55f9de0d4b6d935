"""What is said about every way to write every key of a bank wrong: `refused.txt`, read by a person.

    python -m tests.quizzes.refused      # writes it anew; read the difference before you keep it

Each key of one item of each type, and of the head, is left out, misspelt, or given a value of another kind. A line has
the way to the key, what was done to it, and each finding with its line; what is taken all the same says nothing, and
the same words about a key of the same name are told once.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from quizzes.finding import FindingsError
from quizzes.load import load_bank

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = Path(__file__).parents[1] / "data" / "banks" / "every.yaml"
REFUSED = Path(__file__).parent / "refused.txt"
WRONG: dict[str, Any] = {
    "null": None, "[]": [], "{}": {}, "''": "", "-1": -1, "true": True, "'x y'": "x y", "1e9": 1e9, "[1]": [1],
    "long": "x" * 70,
}  # fmt: skip
Way = tuple[str | int, ...]


def lines(folder: Path) -> Iterator[str]:
    """Yield what is said of each wrong bank, which is written into a folder."""
    whole = yaml.safe_load(EVERY.read_text(encoding="utf-8"))
    first = {item["type"]: item for item in reversed(whole["items"])}
    more = [item for item in whole["items"] if item["id"] in ("patterned", "weighed", "relative", "ranged")]
    seen: set[Any] = set()
    head = {key: value for key, value in whole.items() if key != "items"}
    yield from _about("bank", {**head, "items": [first["truefalse"]]}, (), folder, seen)
    for item in [*first.values(), *more]:
        yield from _about(item["id"][:12], {**head, "items": [item]}, ("items", 0), folder, seen)


def _about(name: str, bank: dict[str, Any], root: Way, folder: Path, seen: set[Any]) -> Iterator[str]:
    for way in _ways(_at(bank, root), root):
        if way[:1] == ("items",) != root[:1]:
            continue
        for how, wrong in _wronged(bank, way):
            path = folder / "bank.yaml"
            path.write_text(yaml.safe_dump(wrong, sort_keys=False, allow_unicode=True), encoding="utf-8")
            said = "; ".join(_said(path))
            sign = (way[-1], re.sub(r"\b\d+ L", "L", said))
            if said and sign not in seen:
                seen.add(sign)
                yield f"{name} {'.'.join(map(str, way[len(root) :]))} {how}: {said}"


def _said(path: Path) -> Iterator[str]:
    try:
        load_bank(path)
    except FindingsError as error:
        for one in error.findings:
            hint = f" ({one.hint})" if one.hint else ""
            yield f"{one.line} {one.code} {one.message}{hint}"


def _ways(data: Any, way: Way) -> Iterator[Way]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*way, key)
            yield from _ways(value, (*way, key))
    elif isinstance(data, list) and data and isinstance(data[0], dict):
        yield from _ways(data[0], (*way, 0))
        if len(data) > 1 and "id" in data[1]:
            yield (*way, 1, "id")


def _at(data: Any, way: Way) -> Any:
    for part in way:
        data = data[part]
    return data


def _wronged(bank: dict[str, Any], way: Way) -> Iterator[tuple[str, dict[str, Any]]]:
    for how, value in WRONG.items():
        changed = copy.deepcopy(bank)
        _at(changed, way[:-1])[way[-1]] = value
        yield how, changed
    gone = copy.deepcopy(bank)
    value = _at(gone, way[:-1]).pop(way[-1])
    yield "left out", gone
    misspelt = copy.deepcopy(gone)
    _at(misspelt, way[:-1])[f"{way[-1]}s"] = value
    yield "misspelt", misspelt


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as made:
        REFUSED.write_text("".join(f"{line}\n" for line in lines(Path(made))), encoding="utf-8")
