"""The cover of an e-book: that of the printed one as a picture, made by the same theme from the same data."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from course.outputs.pdf.builder import THEME
from course.outputs.pdf.compile import FONTS
from course.outputs.pdf.escape import literal
from course.outputs.pdf.fonts import choose_fonts
from course.outputs.pdf.lessons import cover_art, numbered_lessons, pages_in_order
from course.sphinxext.notice import notice_in_short
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from sphinx.builders import Builder

NAME = "_static/cover.png"
_POINTS_PER_INCH = 110


def draw_cover(builder: Builder, folder: Path) -> bytes:
    """Return the cover as PNG, the same bytes for the same course; `folder` is for what Typst reads."""
    source = _source(builder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(THEME, folder / "theme", dirs_exist_ok=True)
    page = folder / "cover.typ"
    page.write_text(source, encoding="utf-8")
    config = builder.config
    language = str(config.language or "en").replace("_", "-")
    own = Path(_given(builder, "course_pdf_font_folder") or Path(builder.srcdir, "fonts"))
    fonts = choose_fonts(source, language, _given(builder, "course_pdf_fonts") or {}, own)
    paths = [str(FONTS), *([str(fonts.in_folder(folder / "fonts"))] if fonts.files else [])]
    brand = _given(builder, "course_pdf_brand")
    inputs = {"language": language, **({"brand": brand} if brand else {})}
    made = typst.Compiler(
        input=str(page),
        root=str(folder),
        ignore_system_fonts=True,
        font_paths=paths,
        sys_inputs={**inputs, **fonts.inputs},
    ).compile(format="png", ppi=_POINTS_PER_INCH)
    picture = made[0] if isinstance(made, list) else made
    assert isinstance(picture, bytes), "one page is one picture"
    return picture


def _given(builder: Builder, name: str) -> Any:
    """Return a setting, empty where the extension that has it is not in use, as in an exam."""
    return builder.config[name] if name in builder.config else ""  # noqa: SIM401 - a Config has no method get


def _source(builder: Builder) -> str:
    env, config = builder.env, builder.config
    depths = pages_in_order(env, config.root_doc, builder.name)
    numbers = numbered_lessons(env, list(depths), depths)
    lessons = {number: env.get_doctree(name) for name, number in numbers.items() if not depths[name]}
    told = {
        "title": _given(builder, "course_pdf_title") or config.project,
        "subtitle": _given(builder, "course_pdf_subtitle"),
        "author": "",
        "version": config.release,
        "date": "",
        "notice": notice_in_short(config),
        "facts": "",
    }
    about = ", ".join(f"{name}: {literal(str(value))}" for name, value in told.items())
    words = f"words: (version: {literal(str(_('Version %1')))})"
    return (
        '#import "theme/parts.typ": cover\n'
        f"#set document(title: {literal(str(told['title']))})\n"
        f"#cover(({about}, provider: none, art: {cover_art(lessons)}, {words}))\n"
    )
