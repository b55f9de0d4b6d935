"""Two of three versions of an exam with its keys, in words and as they are read aloud: `told.txt`, read by a person.

python -m tests.course.outputs.exam.told      # writes it anew; read the difference before you keep it
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.course.outputs.exam.conftest import Printed

TOLD = Path(__file__).parent / "told.txt"


def told(printed: Printed) -> str:
    """Return what stands in the papers, in the keys and in the files for machines."""
    return "".join(_parts(printed))


def _parts(printed: Printed) -> Iterator[str]:
    for letter in ("a", "c"):
        for role in ("paper", "key"):
            for form in ("text", "pdf", "html") if letter == "a" else ("text",):
                rows = [line.rstrip() for line in printed.text(role, letter, form).splitlines()]
                yield "\n".join([f"==== {role} {letter} {form}", *filter(None, rows), ""])
    for path in sorted(printed.out.rglob("*")):
        if path.suffix in (".json", ".csv"):
            yield f"==== {path.relative_to(printed.out)}\n{_brief(path)}\n"
        elif path.is_file() and path.parent.name in ("paper", "key"):
            yield f"==== {path.relative_to(printed.out)}\n"


def _brief(path: Path) -> str:
    """Return a file for machines, without the questions and the places that the record of an exam repeats."""
    text = path.read_text(encoding="utf-8")
    if path.name != "draw.json":
        return text
    told = {name: value for name, value in json.loads(text).items() if name not in ("asked", "sheets")}
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    from tests.course.outputs.exam.conftest import print_exam

    with TemporaryDirectory() as folder:
        TOLD.write_text(told(print_exam(Path(folder))), encoding="utf-8")
