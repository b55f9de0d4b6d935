"""Small Sphinx projects in folders of their own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOTS


@pytest.fixture
def project(tmp_path: Path) -> Any:
    """Return a function that copies `tests/roots/<name>` into a writable folder, with files added or replaced."""

    def copy(name: str, **files: str) -> Path:
        source = tmp_path / "source"
        shutil.copytree(ROOTS / name, source)
        for key, text in files.items():
            stem, _, ending = key.rpartition("_")
            path = source / f"{stem.replace('__', '/')}.{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return source

    return copy
