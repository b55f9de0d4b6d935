"""HTML of a question as Markdown, by the reader and the writer of documents."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from course.ingest.fit import fitted
from course.ingest.losses import Losses
from course.ingest.myst import Writer
from course.ingest.readers.html import read_html
from course.ingest.readers.html_formulas import FORMULA

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAGS = re.compile(r"(?:<p>)?([^<>&\\*_`$\[\]{}|~^#]*)(?:</p>)?")
_OPENS = re.compile(r"\s*(?:[-+=:%]|\d+[.)])")


def html_to_markdown(
    text: str, media: Mapping[str, bytes], folder: str = "pictures"
) -> tuple[str, dict[str, bytes], tuple[str, ...]]:
    r"""Return a fragment as MyST, its pictures by their addresses there, and what was lost, in words.

    `folder` is that of the pictures; their names bear eight signs of their content, so that none takes the place of
    another. `media` has the bytes of pictures by the addresses in the fragment. Formulas stand between \( and \),
    \[ and \] or $$ and $$, as platforms have them.
    """
    found = _TAGS.fullmatch(text.strip())
    if found and not _OPENS.match(found[1]):
        return " ".join(found[1].split()), {}, ()
    losses = Losses()
    document = read_html(f"<main>{FORMULA.sub(_script, text)}</main>", losses, lone_formula_shown=False)
    document = fitted(replace(document, media={**document.media, **media}))
    written = "\n\n".join(Writer(str, folder=folder).write(document.blocks)).strip()
    pictures: dict[str, bytes] = {}
    for name, content in document.media.items():
        stem, dot, suffix = name.rpartition(".")
        new = f"{folder}/{stem}-{hashlib.sha256(content).hexdigest()[:8]}{dot}{suffix}"
        written = written.replace(f"{folder}/{name}", new)
        pictures[new] = content
    said = tuple(dict.fromkeys(f"{one.kind}: {one.words[:120]} ({one.outcome})" for one in document.losses))
    return written, pictures, said


def _script(found: re.Match[str]) -> str:
    inline, *shown = found.groups()
    tex = html.unescape(inline or next(filter(None, shown)))
    kind = "math/tex" if inline else "math/tex; mode=display"
    return f'<script type="{kind}">{tex.strip()}</script>'
