"""What the tests run with is written down for every Python that the project names, and names no machine."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    line
    for line in (ROOT / "tests" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
WANTED = [Requirement(line) for line in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"])]
PYTHONS = [
    name.removeprefix("Programming Language :: Python :: ")
    for name in PROJECT["classifiers"]
    if name.startswith("Programming Language :: Python :: 3.")
]


def pinned(version: str) -> dict[str, str]:
    """Return the version of each package that is pinned for a Python on Linux."""
    here = {"python_version": version, "python_full_version": f"{version}.9", "sys_platform": "linux"}
    found: dict[str, str] = {}
    for line in PINS:
        one = Requirement(line)
        if one.marker is None or one.marker.evaluate(here):
            (exact,) = one.specifier
            assert exact.operator == "=="
            assert canonicalize_name(one.name) not in found, line
            found[canonicalize_name(one.name)] = exact.version
    return found


def test_the_first_python_named_is_the_oldest_allowed() -> None:
    """What pip lets in is what is run, from the oldest on without a gap."""
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"
    assert [f"3.{minor}" for minor in range(11, 11 + len(PYTHONS))] == PYTHONS


@pytest.mark.parametrize("version", PYTHONS)
def test_everything_that_is_needed_is_pinned_within_its_bounds(version: str) -> None:
    """A change of pyproject.toml needs `bash tests/run.sh --refresh`."""
    pins = pinned(version)
    for one in WANTED:
        assert pins.get(canonicalize_name(one.name)) in one.specifier, one


def test_everything_that_is_needed_has_a_lowest_version() -> None:
    """`bash tests/run.sh --lowest` installs it; without a bound that would be the first release ever."""
    for one in WANTED:
        assert {bound.operator for bound in one.specifier} & {">=", "==", "~="}, one


def test_the_constraints_hold_versions_and_nothing_else() -> None:
    """No address, path or option that only one machine understands."""
    for line in PINS:
        assert not line.startswith("-"), line
        assert "/" not in line, line
        assert "@" not in line, line
