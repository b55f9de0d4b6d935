"""The picture that messengers and networks show beside a link to the site: title, subtitle and notice on one card.

They want a whole address and no SVG, so it is drawn only where `[site] url` says where the site is. 1200 by 630 pixels
is what the Open Graph protocol's readers crop least.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.sphinxext.learner.pages import BUILDERS
from course.sphinxext.memory import project_of
from course.sphinxext.notice import notice_words
from course.sphinxext.translation import text_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

NAME = "share.png"
WIDTH, HEIGHT = 1200, 630
_CARD = """#set page(width: {width}pt, height: {height}pt, margin: (x: 80pt, y: 70pt), fill: rgb("#0b5c8a"))
#set text(font: ({fonts}), fill: white, lang: {language}, size: 34pt, hyphenate: true)
#set par(leading: .45em)
#let fits(words, sizes) = layout(room => {{
  let set-in(size) = block(width: room.width, text(size: size * 1pt, weight: "bold", words))
  let fitting = sizes.filter(size => measure(set-in(size)).height < 330pt)
  set-in(fitting.at(0, default: sizes.last()))
}})
#fits({title}, (84, 72, 60, 48, 38, 30, 24))
#v(1fr)
#{subtitle}

#text(size: 26pt, {notice})
"""


def draw_card(app: Sphinx) -> bytes:
    """Return the picture as PNG, the same bytes for the same course."""
    import typst  # only a site with an address draws one

    from course.outputs.pdf.compile import FONTS
    from course.outputs.pdf.escape import literal
    from course.outputs.pdf.fonts import choose_fonts

    project, language = project_of(app.env), str(app.config.language or "en").replace("_", "-")
    start, notice = app.config.root_doc, "" if app.config.course_reviewed else notice_words(app.config)[0]
    words = {"title": text_of(app.env, start, project.title), "subtitle": text_of(app.env, start, project.subtitle)}
    fonts = choose_fonts(" ".join((*words.values(), notice)), language, {}, Path(app.srcdir, "fonts"))
    told = {name: literal(text) for name, text in {**words, "notice": notice}.items()}
    families = "".join(f"{literal(name)}, " for name in ("Inter", *fonts.sans, *fonts.emoji))
    source = _CARD.format(
        width=WIDTH, height=HEIGHT, language=literal(language.partition("-")[0]), fonts=families, **told
    )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "card.typ")
        page.write_text(source, encoding="utf-8")
        paths = [str(FONTS), *([str(fonts.in_folder(Path(folder, "fonts")))] if fonts.files else [])]
        made = typst.Compiler(input=str(page), root=folder, ignore_system_fonts=True, font_paths=paths).compile(
            format="png", ppi=72
        )
    picture = made[0] if isinstance(made, list) else made
    assert isinstance(picture, bytes), "one page is one picture"
    return picture


def address_of(app: Sphinx) -> str:
    """Return where the site is published, with a slash at its end; '' when nobody says so."""
    url = project_of(app.env).tables.site.url
    return f"{url.rstrip('/')}/" if url and app.builder.name in BUILDERS else ""


def write_card(app: Sphinx, error: Exception | None) -> None:
    """Write the picture beside the pages, when all are there."""
    if error is None and address_of(app):
        (Path(app.outdir) / "_static" / NAME).write_bytes(draw_card(app))


def offer_card(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:
    """Give templates the addresses of the page and of the picture."""
    site = address_of(app)
    context["course_share"] = f"{site}_static/{NAME}" if site else ""
    context["course_address"] = f"{site}{app.builder.get_target_uri(page)}" if site else ""


def setup_sharing(app: Sphinx) -> None:
    """Register the picture and the addresses."""
    app.connect("html-page-context", offer_card)
    app.connect("build-finished", write_card, priority=850)
