"""Catalogues of a translation: brought up to date with the texts of a course, and how far each page is translated."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from course.outputs.edition import EDITIONS
from course.sphinxext.translation import INTERFACE
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.order import Order

CODE = "C095"
_SUCH = "such as es, de or pt_BR"
_MARK = "Not reviewed by a translator."
"""What a new catalogue says of itself, until somebody who has read it takes the line out."""


def updated(order: Order, language: str) -> dict[Path, Catalog]:
    """Return the catalogues of a language by their files, with every text that the course has now.

    What is translated stays; what resembles it is marked fuzzy; what is gone is kept at the end of the file. Raises
    FindingsError for a language that is none (C095), for a catalogue that cannot be read, and for what stops a build.
    """
    folder = order.project.root / "locales" / language / "LC_MESSAGES"
    with tempfile.TemporaryDirectory(prefix="course-texts-") as made:
        texts, cache = Path(made, "texts"), Path(made, "cache")
        texts.mkdir()
        cache.mkdir()
        found = EDITIONS["gettext"].write(replace(order, out=texts), texts, cache)
        if errors := [one for one in found if one.level is Level.ERROR]:
            raise FindingsError(*errors)
        paths = {path.relative_to(texts).with_suffix("").as_posix(): path for path in sorted(texts.rglob("*.pot"))}
        templates = {name: read_po(io.BytesIO(path.read_bytes())) for name, path in paths.items()}
    return {folder / f"{name}.po": _merged(folder / f"{name}.po", one, language) for name, one in templates.items()}


def _merged(path: Path, template: Catalog, language: str) -> Catalog:
    try:
        if path.is_file():
            catalogue = read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
        else:
            catalogue = Catalog(locale=language, header_comment=f"# {_MARK}", fuzzy=False)
    except PoFileError as error:
        raise FindingsError(Finding(path, error.lineno + 1, CODE, f"no catalogue that can be read: {error}")) from error
    except ValueError as error:
        message = f"'{language:.40}' is no language, or the catalogue is of another: {error}"
        raise FindingsError(Finding(path, 1, CODE, message, hint=_SUCH)) from error
    if catalogue.locale is None:
        raise FindingsError(Finding(path, 1, CODE, f"'{language:.40}' is no language", hint=_SUCH))
    catalogue.update(template, update_header_comment=False)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120)
    return file.getvalue()


def states(catalogues: dict[Path, Catalog]) -> Iterator[str]:
    """Yield a line for each page: how many of its texts are translated, and how many are only guessed."""
    total: Counter[str] = Counter()
    done: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    for path, catalogue in catalogues.items():
        for message in catalogue:
            own = f"words of {path.stem}" if path.stem in INTERFACE else ""
            pages = {own or Path(place).as_posix() for place, _ in message.locations} if message.id else set()
            said = (message.string,) if isinstance(message.string, str) else message.string
            for page in pages:
                total[page] += 1
                done[page] += bool(said) and all(said or ()) and not message.fuzzy
                guessed[page] += message.fuzzy
    for page in sorted(total):
        fuzzy = f", {guessed[page]} to be looked at" if guessed[page] else ""
        yield f"{page}: {done[page]} of {total[page]} texts translated{fuzzy}"
