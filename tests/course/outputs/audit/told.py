"""The matrix of a complete record as Markdown and as a page: `told/`, read by a person.

python -m tests.course.outputs.audit.told      # writes them anew; read the difference before you keep it
"""

from __future__ import annotations

from pathlib import Path

from course.outputs.audit import Matrix, as_html, as_markdown

TOLD = Path(__file__).parent / "told"


def told(matrix: Matrix) -> dict[str, str]:
    """Return the text of each file in `told/` by its name."""
    return {"matrix.md": as_markdown(matrix), "matrix.html": as_html(matrix)}


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    from course.outputs.audit import audit
    from course.project import load_project
    from tests.conftest import copy_tea
    from tests.course.outputs.audit.test_matrix import DAY, RECORD

    with TemporaryDirectory() as made:
        folder = copy_tea(Path(made))
        with (folder / "course.toml").open("a", encoding="utf-8") as file:
            file.write("\n" + RECORD)
        TOLD.mkdir(exist_ok=True)
        for name, text in told(audit(load_project(folder), today=DAY)).items():
            (TOLD / name).write_text(text, encoding="utf-8")
