"""Find the bank that a directive names; each file is read once per process."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.load import BankFile, find_banks, load_bank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@lru_cache(maxsize=1024)
def _read(path: Path, stamp: tuple[int, int]) -> BankFile | FindingsError:  # noqa: ARG001 - the stamp is the key
    """Load a bank; a failure is kept as well, so that a broken bank is not read again for every page."""
    try:
        return load_bank(path)
    except FindingsError as error:
        return error


def read_bank(path: Path) -> BankFile:
    """Return the bank in `path`, from memory while size and time of the file are unchanged.

    Raises FindingsError for a bank with faults.
    """
    status = path.stat()
    found = _read(path, (status.st_mtime_ns, status.st_size))
    if isinstance(found, FindingsError):
        raise found
    return found


def banks_in(folders: Iterable[Path]) -> list[Path]:
    """Return every bank file of the folders, in the order of the folders."""
    return [path for folder in folders if folder.is_dir() for path in find_banks(folder)]


def find_bank(bank_id: str, folders: Iterable[Path]) -> BankFile | None:
    """Return the bank with this id, or None when no folder has one.

    A file named after the bank is tried first, so that a page reads its own bank only. Raises FindingsError when that
    file is broken; another broken file does not matter here.
    """
    folders = list(folders)
    for path in _named(bank_id, folders):
        bank = read_bank(path)
        if bank.bank.id == bank_id:
            return bank
    return next((bank for bank in _readable(banks_in(folders)) if bank.bank.id == bank_id), None)


def _named(bank_id: str, folders: list[Path]) -> Iterator[Path]:
    """Yield the files whose name is the id; an id holds no separator, so it cannot leave the folder."""
    for folder in folders:
        path = folder / f"{bank_id}.yaml"
        if path.is_file() and path.parent == folder:
            yield path


def _readable(paths: list[Path]) -> Iterator[BankFile]:
    for path in paths:
        try:
            yield read_bank(path)
        except FindingsError:
            continue
