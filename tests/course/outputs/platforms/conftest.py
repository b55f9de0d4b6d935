"""The pages that packages are made of are those that the tests of the browser open."""

from tests.browser.conftest import learner_site

__all__ = ["learner_site"]
