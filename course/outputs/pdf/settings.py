"""The configuration values of the book, read once."""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course.sphinxext.notice import notice_in_short
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

FORMS = ("book", "sheet")
PAPERS = ("a4", "us-letter")
KEYS = ("end", "part")
# A book without a date is dated the same in every build.
FIXED_DATE = dt.date(2026, 1, 1)
_TEXTS = ("name", "title", "subtitle", "author", "version", "notice", "date", "publisher", "contact", "logo", "brand")


@dataclass(frozen=True)
class BookSettings:
    """What the cover and the imprint say, and the paper; `timestamp` is in seconds since 1970, UTC.

    `form` is `book`, or `sheet` for a few pages without cover and contents; `large` says that all type is large.
    `publisher`, `contact` and the picture `logo` (a path, empty without one) are those of whoever hands the papers
    out; `brand` is a colour such as `#0b4a6f`, empty for that of the theme.
    """

    name: str
    title: str
    subtitle: str
    author: str
    version: str
    notice: str
    date: str
    imprint: tuple[str, ...]
    form: str
    paper: str
    language: str
    timestamp: int
    large: bool = False
    publisher: str = ""
    contact: str = ""
    logo: str = ""
    brand: str = ""
    mirrored: bool = False


def add_settings(app: Sphinx) -> None:
    """Register the values `course_pdf_*`; an empty text means: take Sphinx's own."""
    for name in _TEXTS:
        app.add_config_value(f"course_pdf_{name}", "", "", (str,))
    app.add_config_value("course_pdf_paper", "us-letter", "", (str,))
    app.add_config_value("course_pdf_form", "book", "", (str,))
    app.add_config_value("course_pdf_imprint", [], "", (list, tuple))
    app.add_config_value("course_pdf_editions", ["book"], "", (list, tuple))
    app.add_config_value("course_pdf_papers", [], "", (list, tuple))
    app.add_config_value("course_pdf_card_papers", list(PAPERS), "", (list, tuple))
    app.add_config_value("course_pdf_key", "end", "", (str,))
    app.add_config_value("course_pdf_figure_words", "end", "", (str,))
    app.add_config_value("course_pdf_mirrored", default=False, rebuild="", types=(bool,))
    app.add_config_value("course_pdf_handout_key", "last", "", (str,))
    app.add_config_value("course_pdf_site", "", "", (str,))
    app.add_config_value("course_pdf_fonts", {}, "", (dict,))
    app.add_config_value("course_pdf_font_folder", "", "", (str,))


def book_settings(config: Config, folder: Path = Path()) -> BookSettings:
    """Return the settings of this build; raise FindingsError for a paper or a date that is none.

    `folder` is that of the conf.py, where a wrong value is told.
    """
    texts = {name: str(getattr(config, f"course_pdf_{name}")) for name in _TEXTS}
    texts["name"] = texts["name"] or _file_name(str(config.project))
    texts["title"] = texts["title"] or str(config.project)
    texts["author"] = texts["author"] or str(config.author).replace("unknown", "")
    texts["notice"] = texts["notice"] or notice_in_short(config)
    texts["version"] = texts["version"] or str(config.release)
    for name, allowed in (("paper", PAPERS), ("form", FORMS), ("key", KEYS)):
        value = getattr(config, f"course_pdf_{name}")
        if value not in allowed:
            raise _wrong(folder, name, f"is '{value}', and must be one of {', '.join(allowed)}")
    return BookSettings(
        **texts,  # type: ignore[arg-type]  # all of them are texts
        form=config.course_pdf_form,
        imprint=tuple(config.course_pdf_imprint),
        paper=config.course_pdf_paper,
        language=str(config.language or "en").replace("_", "-"),
        mirrored=bool(config.course_pdf_mirrored),
        timestamp=_timestamp(texts["date"], folder),
    )


def _file_name(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "book"


def _timestamp(date: str, folder: Path) -> int:
    """Return SOURCE_DATE_EPOCH, else the date of the book, else a fixed date."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH", ""):
        return int(epoch)
    try:
        day = dt.date.fromisoformat(date) if date else FIXED_DATE
    except ValueError:
        raise _wrong(folder, "date", f"is '{date}', and must be written like 2026-01-31") from None
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())


def _wrong(folder: Path, name: str, message: str) -> FindingsError:
    """Return the error of a value, at the line of conf.py that names it."""
    path = folder / "conf.py"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    line = next((number for number, text in enumerate(lines, start=1) if f"course_pdf_{name}" in text), 1)
    return FindingsError(Finding(path, line, "P108", f"course_pdf_{name} {message}"))
