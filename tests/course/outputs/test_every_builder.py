"""The shipped course in every edition, strictly: a warning in any builder fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from course.cli import main
from course.outputs.edition import EDITIONS

pytestmark = pytest.mark.xdist_group("klonopin-editions")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Share one output folder, so that the pages are read once."""
    return tmp_path_factory.mktemp("klonopin")


@pytest.mark.parametrize("edition", EDITIONS)
def test_klonopin_is_written_without_a_warning(edition: str, out: Path) -> None:
    """`course build klonopin --to EDITION --strict` ends with exit status 0 and its entry file."""
    done = CliRunner().invoke(main, ["build", "klonopin", "--to", edition, "--out", str(out), "--strict"])
    assert done.exit_code == 0, done.output
    assert EDITIONS[edition].entry_in(out / edition).is_file()
    assert EDITIONS[edition].pages_in(out / edition) > 0
