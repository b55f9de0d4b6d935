"""The typefaces of a PDF beside those that the project ships: found by name, given to Typst file by file, and recorded.

Nothing is taken that was not asked for: Typst sees the files that are chosen here and no other font of the machine.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from course.outputs.pdf.scripts import CLASSES, EMOJI, SYMBOLS, Typefaces, script_named, scripts_of, typefaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_REGULAR, _BOLD = 400, 700


@dataclass(frozen=True)
class FontChoice:
    """Families for running text and for headings, each in the order in which Typst tries them, and their files.

    `own` are the families of course.toml, each with its script, which come first. `emoji` stand before all others,
    since pictures are put together from several signs. `unknown` are families that
    course.toml names and nobody has, `without` the scripts for which no family was found.
    """

    serif: tuple[str, ...] = ()
    sans: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    emoji: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    unknown: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def families(self) -> tuple[str, ...]:
        """Return every family once."""
        return tuple(dict.fromkeys((*(family for family, _ in self.own), *self.serif, *self.sans, *self.emoji)))

    @property
    def inputs(self) -> dict[str, str]:
        """Return what the theme reads from `sys.inputs`; nothing for a book in the fonts of the project."""
        own = [f"{family}\t{_covered(script)}" for family, script in self.own]
        named = {"serif": self.serif, "sans": self.sans, "own": own, "emoji": self.emoji, "typefaces": self.families}
        return {name: "\n".join(families) for name, families in named.items() if families}

    def in_folder(self, folder: Path) -> Path:
        """Put the files into a folder of their own, since Typst reads folders whole, and return it."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for number, file in enumerate(self.files):
            place = folder / f"{number}-{file.name}"
            try:
                place.symlink_to(file.resolve())
            except OSError:  # no right to make links, as on Windows
                shutil.copyfile(file, place)
        return folder


@dataclass
class _Shelf:
    """The fonts that can be had: families in lower letters, with name and files."""

    named: dict[str, tuple[str, tuple[Path, ...]]]
    taken: dict[str, tuple[Path, ...]] = field(default_factory=dict)

    def pick(self, families: Iterable[str]) -> tuple[str, ...]:
        """Take the first of the families that is there."""
        for family in families:
            if found := self.named.get(family.lower()):
                self.taken[found[0]] = found[1]
                return (found[0],)
        return ()


def choose_fonts(text: str, language: str, wanted: Mapping[str, Sequence[str]], folder: Path) -> FontChoice:
    """Return the fonts for the scripts of a text that the fonts of the book lack.

    `wanted` are the families that course.toml names by script or language, `folder` is the course's folder `fonts`.
    """
    own = {script_named(code): tuple(families) for code, families in wanted.items()}
    scripts = scripts_of(text)
    if not scripts and not own:
        return FontChoice()
    shelf = _Shelf(dict(fonts_of_machine(folder)))
    first = {script: shelf.pick(families) for script, families in own.items()}
    known = {script: typefaces(script, language, text) for script in scripts if not first.get(script)}
    found = {script: Typefaces(shelf.pick(faces.serif), shelf.pick(faces.sans)) for script, faces in known.items()}
    emoji = found.pop(EMOJI, Typefaces((), ()))
    return FontChoice(
        tuple(dict.fromkeys(name for faces in found.values() for name in faces.serif)),
        tuple(dict.fromkeys(name for faces in found.values() for name in faces.sans)),
        tuple((family, script) for script, families in first.items() for family in families if script != EMOJI),
        emoji.serif or first.get(EMOJI, ()),
        tuple(sorted({file for files in shelf.taken.values() for file in files})),
        tuple(name for names in own.values() for name in names if name.lower() not in shelf.named),
        tuple(script for script, faces in found.items() if not faces.serif),
    )


def with_symbols(choice: FontChoice, folder: Path) -> FontChoice:
    """Add the typefaces of symbols that the machine has, for signs that no font of the choice has."""
    shelf = _Shelf(dict(fonts_of_machine(folder)))
    more = tuple(name for family in SYMBOLS for name in shelf.pick([family]))
    emoji = choice.emoji or shelf.pick(typefaces(EMOJI, "", "").serif)
    files = {*choice.files, *(file for files in shelf.taken.values() for file in files)}
    return replace(
        choice,
        serif=tuple(dict.fromkeys((*choice.serif, *more))),
        sans=tuple(dict.fromkeys((*choice.sans, *more))),
        emoji=emoji,
        files=tuple(sorted(files)),
    )


def _covered(script: str) -> str:
    """Return which signs a family of course.toml is for, as a regular expression; nothing for a whole text in Latin."""
    return "" if script == "Latin" else CLASSES.get(script, rf"\p{{{script.replace(' ', '_')}}}")


@cache
def fonts_of_machine(folder: Path) -> dict[str, tuple[str, tuple[Path, ...]]]:
    """Return the families of the course's folder, of installed packages of fonts and of the system, in this order.

    A package of fonts names its module in the entry points `fontpkg.family`.
    """
    found: dict[str, tuple[str, tuple[Path, ...]]] = {}
    for places, system in (([folder], False), (_packages(), False), ([], True)):
        there = [str(place) for place in places if place.is_dir()]
        if not there and not system:
            continue
        fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=there)
        for family, files in _families(fonts.fonts()).items():
            found.setdefault(family.lower(), (family, files))
    return found


def _families(fonts: Sequence[typst.FontInfo]) -> dict[str, tuple[Path, ...]]:
    """Return the files of each family: of many weights only the usual one and bold, upright and slanted."""
    found: dict[str, dict[tuple[int, str], Path]] = {}
    for font in fonts:
        if font.path and font.stretch == 1.0:
            found.setdefault(font.family, {}).setdefault((font.weight, font.style), Path(font.path))
    return {family: _faces(faces) for family, faces in found.items()}


def _faces(faces: Mapping[tuple[int, str], Path]) -> tuple[Path, ...]:
    usual = {path for (weight, _), path in faces.items() if weight in (_REGULAR, _BOLD)}
    return tuple(sorted(usual or set(faces.values())))


def _packages() -> list[Path]:
    found = []
    for entry in sorted(entry_points(group="fontpkg.family")):
        with suppress(ImportError, ValueError):  # a broken package must not stop a build
            spec = find_spec(entry.module)
            found += [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    return found
