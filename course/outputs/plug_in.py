"""Editions that other packages bring, by the entry-point group `course.editions`."""

from __future__ import annotations

import hashlib
import re
import sys
import traceback
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.edition import EDITIONS, Edition
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.metadata import Distribution, EntryPoint

    from course.outputs.order import Order

GROUP = "course.editions"
_TAKEN, _BROKEN = "C021", "C022"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_RESERVED = ("key",)
"""Folders beside the editions that the build fills itself."""
_PACKAGES = ("course", "quizzes")
_STANDARD = Path(traceback.__file__).parent


@dataclass(frozen=True)
class PlugIn:
    """One edition that an installed package announces; nothing of the package is imported before `edition`."""

    entry: EntryPoint

    @property
    def package(self) -> str:
        """Return the name and version of the package, as pip shows them."""
        made_by = self.entry.dist
        return f"{made_by.name} {made_by.version}" if made_by else self.entry.value

    @property
    def place(self) -> tuple[Path, int]:
        """Return the file and line that announce the edition, as near as the installation knows them."""
        made_by = self.entry.dist
        if made_by is None:
            return Path(self.entry.value), 1
        listed = next((file for file in made_by.files or () if file.name == "entry_points.txt"), None)
        path = Path(str(made_by.locate_file(listed or "")))
        lines = (made_by.read_text("entry_points.txt") or "").splitlines()
        pattern = re.compile(rf"\s*{re.escape(self.entry.name)}\s*=")
        return path, next((number for number, line in enumerate(lines, 1) if pattern.match(line)), 1)

    def finding(self, code: str, message: str, hint: str, level: Level = Level.ERROR) -> Finding:
        """Return a finding about the package, at the line that announces the edition."""
        return Finding(*self.place, code, f"{self.package} {message}", level, self.entry.name, hint)

    def edition(self) -> Edition:
        """Import the package and return its edition, guarded so that whatever goes wrong in it is one finding.

        Raises FindingsError for a package that cannot be imported and for an object that is no edition.
        """
        with self._answering("cannot be loaded"):
            made = self.entry.load()
        if not isinstance(made, Edition) or (wrong := _wrong_fields(made)):
            what = f"its {' and '.join(wrong)} cannot be that" if isinstance(made, Edition) else f"it is {made!r:.60}"
            hint = f"`{self.entry.value}` must be a value of course.outputs.edition.Edition"
            raise FindingsError(self.finding(_BROKEN, f"brings no edition: {what}", hint))
        return replace(made, write=self._write(made), inputs=self._inputs(made))

    def _write(self, made: Edition) -> Callable[[Order, Path, Path], list[Finding]]:
        def write(order: Order, folder: Path, cache: Path) -> list[Finding]:
            with self._answering("failed"):
                found = made.write(order, folder, cache)
                made.pages_in(folder)
                empty = not any(folder.iterdir())
            if not isinstance(found, list) or not all(isinstance(one, Finding) for one in found):
                hint = "`write` must return a list of findings, empty when all is well"
                raise FindingsError(self.finding(_BROKEN, f"returned {found!r:.60}", hint))
            if empty:
                raise FindingsError(self.finding(_BROKEN, "wrote nothing", "`write` must fill the folder it is given"))
            return found

        return write

    def _inputs(self, made: Edition) -> Callable[[Order], str]:
        """Return the digest of what the edition reads, with that of its own code: other code, other bytes."""

        def inputs(order: Order) -> str:
            with self._answering("failed"):
                return f"{self.package} {_code_digest(self.entry.module)} {made.inputs(order)}"

        return inputs

    @contextmanager
    def _answering(self, what: str) -> Iterator[None]:
        """Turn whatever the package raises into one finding."""
        try:
            yield
        except FindingsError:
            raise
        except (Exception, SystemExit) as error:
            told = " ".join(str(error).split())
            message = f"{what}: {type(error).__name__}{': ' if told else ''}{told}"
            raise FindingsError(self.finding(_BROKEN, message, f"{_where(error)}tell its authors")) from error


def plug_ins() -> dict[str, list[PlugIn]]:
    """Return what is announced, by name; only the records of the installation are read."""
    found: dict[str, list[PlugIn]] = {}
    for one in sorted(map(PlugIn, _entries()), key=lambda one: (one.entry.name, one.package)):
        found.setdefault(one.entry.name, []).append(one)
    return found


def _entries() -> Iterator[EntryPoint]:
    """Yield the entry points of the group; a package whose record nobody can read announces nothing.

    Of two packages of one name only the first counts; names are in long records, which are read where they matter.
    """
    packages = list(distributions())
    if not any(map(_mentions_group, packages)):
        return
    known = set()
    for package in packages:
        with suppress(Exception):  # whatever else is installed must not stop a build
            if (name := package.name) not in known:
                known.add(name)
                yield from package.entry_points.select(group=GROUP)


def _mentions_group(package: Distribution) -> bool:
    with suppress(Exception):
        return GROUP in (package.read_text("entry_points.txt") or "")
    return False


def edition_names() -> list[str]:
    """Return the names of all editions, ours first; no package is imported."""
    return [*EDITIONS, *(name for name in plug_ins() if name not in EDITIONS)]


def editions(names: Iterable[str]) -> tuple[dict[str, Edition], list[Finding]]:
    """Return the editions named, which must be among `edition_names`, and warnings about names that are taken.

    Raises FindingsError for a package that is broken, and for a name that two packages claim or no folder can have.
    """
    announced = plug_ins()
    found: dict[str, Edition] = {}
    warnings: list[Finding] = []
    for name in names:
        claims = announced.get(name, [])
        if name in EDITIONS:
            found[name] = EDITIONS[name]
            warnings += [_taken(one) for one in claims]
        elif len(claims) > 1:
            raise FindingsError(*(_claimed(one, claims) for one in claims))
        elif not _NAME.fullmatch(name) or name in _RESERVED:
            message = "announces an edition by a name that no folder of a build can have"
            raise FindingsError(claims[0].finding(_TAKEN, message, "small letters, digits and dashes"))
        else:
            found[name] = claims[0].edition()
    return found, warnings


def _taken(one: PlugIn) -> Finding:
    message = "announces an edition by a name that is taken; the one of coursewright is built"
    return one.finding(_TAKEN, message, "uninstall it, or ask its authors for another name", Level.WARNING)


def _claimed(one: PlugIn, claims: list[PlugIn]) -> Finding:
    others = ", ".join(other.package for other in claims if other is not one)
    return one.finding(_TAKEN, f"announces an edition that {others} announces too", "uninstall all but one")


def _wrong_fields(made: Edition) -> list[str]:
    """Return the names of the fields that hold what they cannot."""
    kinds = {"entry": str, "about": str}
    calls = ("write", "inputs")
    wrong = [name for name in calls if not callable(getattr(made, name))]
    others = [one.name for one in fields(made) if one.name not in calls]
    wrong += [name for name in others if not isinstance(getattr(made, name), kinds.get(name, bool))]
    if "entry" not in wrong and (not made.entry or made.entry.startswith("/") or ".." in made.entry):
        wrong.append("entry")
    return wrong


def _where(error: BaseException) -> str:
    """Return file and line of the package where the error arose, empty when it arose in none of its lines."""
    ours = [Path(str(sys.modules[name].__file__)).parent for name in _PACKAGES]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        standard = path.is_relative_to(_STANDARD) and "site-packages" not in path.parts
        if path.is_file() and not standard and not any(path.is_relative_to(folder) for folder in ours):
            return f"at {path}:{frame.lineno}; "
    return ""


def _code_digest(module: str) -> str:
    """Return a digest of the Python files of the package that a module belongs to."""
    top = sys.modules[module.partition(".")[0]]
    folders = [Path(folder) for folder in getattr(top, "__path__", ())]
    files = sorted(path for folder in folders for path in folder.rglob("*.py")) or [Path(str(top.__file__))]
    state = hashlib.sha256()
    for path in files:
        state.update(path.read_bytes())
    return state.hexdigest()
