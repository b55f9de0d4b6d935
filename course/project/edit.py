"""Change single values of course.toml and leave every other byte of it as it is."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.toml_file import toml_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_VALUE = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""


def with_values(path: Path, text: str, values: Mapping[tuple[str, str], str]) -> str:
    """Return the text of a settings file with other texts as the values of keys, such as ("course", "document").

    A key that is missing is written below the head of its table, a table that is missing at the end. Raises
    FindingsError (C073) where a value is written in a way that this cannot change.
    """
    wanted = copy.deepcopy(tomllib.loads(text))
    for (table, key), value in values.items():
        wanted.setdefault(table, {})[key] = value
        text = _with_value(text, table, key, value)
    try:
        made = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        made = {}
    if made != wanted:
        listed = ", ".join(f"{key} of [{table}]" for table, key in values)
        hint = 'write each on a line of its own, as in document = "source/new.docx"'
        raise FindingsError(Finding(path, 1, "C073", f"{listed} cannot be changed as it is written", hint=hint))
    return text


def _with_value(text: str, table: str, key: str, value: str) -> str:
    lines = text.splitlines(keepends=True)
    places = toml_lines(text)
    shown = json.dumps(value, ensure_ascii=False)
    if (table, key) in places:
        at = places[table, key] - 1
        pattern = rf"(\b{re.escape(key)}\s*=\s*){_VALUE}"
        lines[at] = re.sub(pattern, lambda found: found[1] + shown, lines[at], count=1)
    elif (table,) in places:
        lines.insert(places[(table,)], f"{key} = {shown}\n")
    else:
        end = "" if not lines or lines[-1].endswith("\n") else "\n"
        lines.append(f"{end}\n[{table}]\n{key} = {shown}\n")
    return "".join(lines)
