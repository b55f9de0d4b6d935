"""Write files of an author: all or none, and never half a file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from quizzes.interrupt import undisturbed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_together(contents: Mapping[Path, bytes | None]) -> None:
    """Write each file beside its place, then put all in place; what fails or is interrupted leaves all as it was.

    None stands for a file that goes. What exists comes last; a link stays a link, a file keeps its permissions, and a
    folder that is missing is made.
    """
    places = {path.resolve(): data for path, data in contents.items()}
    folders = _missing_folders(places)
    besides = {path: path.with_name(f".{path.name}.new") for path, data in places.items() if data is not None}
    befores = {path: path.with_name(f".{path.name}.before") for path in places if path.exists()}
    made: list[Path] = []
    try:
        for folder in folders:
            folder.mkdir()
        _write(places, besides, befores)
        with undisturbed():
            _put(places, besides, befores, made)
            _remove(besides, befores)
    except BaseException:
        with undisturbed():
            _undo(made, befores)
            _remove(besides, befores)
            for folder in reversed(folders):
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
        raise


def _missing_folders(places: Mapping[Path, bytes | None]) -> list[Path]:
    """Return the folders that have to be made, outer ones first."""
    around = {folder for path in places for folder in path.parents if not folder.exists()}
    return sorted(around, key=lambda folder: len(folder.parts))


def _write(places: Mapping[Path, bytes | None], besides: Mapping[Path, Path], befores: Mapping[Path, Path]) -> None:
    for path, before in befores.items():
        shutil.copy2(path, before)
    for path, beside in besides.items():
        beside.write_bytes(places[path] or b"")
        if path in befores:
            shutil.copymode(path, beside)


def _put(
    places: Mapping[Path, bytes | None], besides: Mapping[Path, Path], befores: Mapping[Path, Path], made: list[Path]
) -> None:
    for path in sorted(places, key=lambda path: path in befores):
        made.append(path)
        if path in besides:
            besides[path].replace(path)
        else:
            path.unlink()


def _undo(made: list[Path], befores: Mapping[Path, Path]) -> None:
    for path in made:
        if path not in befores:
            path.unlink(missing_ok=True)
        elif befores[path].exists():
            befores[path].replace(path)


def _remove(*files: Mapping[Path, Path]) -> None:
    for many in files:
        for path in many.values():
            path.unlink(missing_ok=True)
