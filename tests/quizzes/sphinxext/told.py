"""What the pages with every type of item are as text, and the markup of their questions: `told/`, read by a person.

python -m tests.quizzes.sphinxext.told      # writes them anew; read the difference before you keep it
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator

TOLD = Path(__file__).parent / "told"
PAGES = ("index", "key", "posttest", "silent", "survey")
FORMS = {"html": ".html", "text": ".txt"}


def told(out: Path, builder: str) -> str:
    """Return the words or the questions of all pages that a builder wrote."""
    return "".join(_parts(out, FORMS[builder]))


def _parts(out: Path, suffix: str) -> Iterator[str]:
    for page in PAGES:
        text = (out / f"{page}{suffix}").read_text(encoding="utf-8")
        yield f"==== {page}{suffix}\n"
        if suffix == ".html":
            found = BeautifulSoup(text, "html.parser").select('[class*="quiz"]')
            outer = [one for one in found if not any(parent in found for parent in one.parents)]
            yield "".join(f"{one.prettify()}\n" for one in outer)
        else:
            yield f"{text}\n"


if __name__ == "__main__":
    import shutil
    from tempfile import TemporaryDirectory

    from sphinx.testing.util import SphinxTestApp

    from tests.conftest import ROOTS

    for name in FORMS:
        with TemporaryDirectory() as work:
            source = Path(shutil.copytree(ROOTS / "test-quiz-all", Path(work) / "source"))
            app = SphinxTestApp(name, srcdir=source, builddir=Path(work) / "build")
            app.build()
            (TOLD / f"{name}.txt").write_text(told(Path(app.outdir), name), encoding="utf-8")
            app.cleanup()
