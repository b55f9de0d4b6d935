"""`python -m course.project.reference docs/reference/course-toml.md` writes that page and the JSON Schema anew."""

from __future__ import annotations

import sys
from pathlib import Path

from course.project.tables import Tables
from quizzes.reference import page_of, schema_of, written

SCHEMA = Path(__file__).with_name("course.schema.json")
_HEAD = """\
# course.toml

<!-- Made by `python -m course.project.reference docs/reference/course-toml.md`; edit course/project/tables.py. -->

A folder with a `course.toml` is a course. Only `[course]` is needed; every other table, and every key with a default,
may be left out. A table or key that is not listed here is a mistake, and so is a value of another kind: each is told
with its line, and with the nearest name that is known (`C005`). The file is UTF-8, with or without a byte-order mark.
Paths count from the file.

```toml
[course]
title = "The care of bees"
document = "source/bees.txt"
register = "evidence/claims.csv"
quizzes = "quizzes"
```

Editors that know TOML, such as those with Taplo, complete and check the file by its schema. It lies in the installed
package, `course/project/course.schema.json` (JSON Schema 2020-12); a first line `#:schema` with the way to it is
enough. What the lint of the questions knows stands in [quizzes.toml](quizzes-toml.md).
"""
_EXTENSIONS = """
A distribution that adds an edition or anything else to courses keeps its settings in a table of its own, `[x.NAME]`,
where NAME is the name of the distribution. No table of this project will ever be called `x`. The distribution describes
its table as a pydantic model or dataclass and reads it with one call; what the model refuses is told like every other
mistake, with line and nearest known name:

```toml
[x.braille]
cells = 32
```

```python
from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from course.project import Project, read_extension


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Braille:
    cells: int = 40


def cells_of(project: Project) -> int:
    return read_extension(project, "braille", Braille).cells
```
"""


def render() -> str:
    """Return the page of course.toml."""
    return f"{_HEAD}\n{page_of(schema_of(Tables, 'course.toml'))}{_EXTENSIONS}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render(), encoding="utf-8")
    SCHEMA.write_text(written(schema_of(Tables, "course.toml")), encoding="utf-8")
