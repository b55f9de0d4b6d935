"""Tests that share what is built for them run in one process, as `--dist loadgroup` promises."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("groups")
def test_a_group_is_known_to_whoever_distributes_the_tests(request: pytest.FixtureRequest) -> None:
    """With pytest 9.2 and pytest-xdist 3.8 groups were dropped in silence, and every shared site was built twice."""
    grouped = request.config.getoption("loadgroup", default=False)
    assert request.node.nodeid.endswith("@groups") == grouped
