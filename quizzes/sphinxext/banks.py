"""Find the bank that a directive names; each file is read once per process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.content import reread
from quizzes.finding import FindingsError
from quizzes.load import BankFile, find_banks, load_bank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def read_bank(path: Path) -> BankFile:
    """Return the bank in `path`, from memory while the content of the file lasts.

    Raises FindingsError for a bank with faults, from memory too, so that it is not read again for every page.
    """
    return reread(load_bank, path)


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
