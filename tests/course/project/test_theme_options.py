"""Every option of the theme works or is refused by name: none is dropped in silence."""

from __future__ import annotations

from configparser import ConfigParser
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course.project import load_project
from course.project.fragment import fragment
from course.project.tables import keys_of
from course.project.theme_options import REFUSED, ThemeOptions, refused
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from quizzes.finding import Finding

WORKING = set(ThemeOptions.__dataclass_fields__)


def options_of_theme(package: str) -> set[str]:
    """Return the names of the options that an installed theme declares."""
    conf = ConfigParser(interpolation=None)
    conf.read_string((Path(str(files(package))) / "theme" / package / "theme.conf").read_text(encoding="utf-8"))
    return set(conf["options"])


def findings_of(tea: Path, more: str) -> list[Finding]:
    """Return what is found in the course with more lines at the end of course.toml."""
    settings = tea / "course.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        load_project(tea)
    return list(caught.value.findings)


@pytest.mark.parametrize("package", ["sphinx_book_theme", "pydata_sphinx_theme"])
def test_every_option_of_the_installed_themes_is_known(package: str) -> None:
    """A new release of a theme must not bring an option that nobody has decided on."""
    assert options_of_theme(package) - WORKING - set(REFUSED) == set()


def test_an_option_works_or_is_refused_and_never_both() -> None:
    """What pages show cannot be refused."""
    assert WORKING.isdisjoint(REFUSED)
    assert "theme_options" in keys_of("html")


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_option_is_told_with_its_reason(name: str) -> None:
    """Whoever sets it learns why nothing comes of it."""
    assert [one for one, _reason in refused({name: "something", "announcement": "x"})] == [name]
    assert len(REFUSED[name][0]) > len("no")


@pytest.mark.parametrize(("name", "value"), [("use_fullscreen_button", False), ("home_page_in_toc", True)])
def test_what_asks_for_nothing_is_let_pass(name: str, value: object) -> None:
    """A conf.py brought from elsewhere switches off what a course has not anyway."""
    assert list(refused({name: value})) == []


def test_refused_and_misspelt_options_are_findings_of_course_toml(tea: Path) -> None:
    """Each with its line; the misspelt one with the nearest name."""
    before = len((tea / "course.toml").read_text(encoding="utf-8").splitlines())
    found = findings_of(tea, '[html.theme_options]\nanalytics = {google_analytics_id = "G-1"}\nanouncement = "x"\n')
    assert [(one.code, one.line - before) for one in found] == [("C007", 3), ("C005", 4)]
    assert "their policy forbids it" in found[0].message
    assert "did you mean 'announcement'?" in found[1].message


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('announcement = "<script>x</script>"', "has <script>, which may not stand there"),
        ("announcement = \"<a href='javascript:x'>y</a>\"", "where none may lead"),
        ('extra_footer = "<b onclick=x>y</b>"', "has the attribute onclick"),
        ('logo = {image_light = "../../secret.png"}', "must be a picture in the folder of the course"),
        ('logo = {image_light = "/etc/motd.png"}', "must be a picture in the folder of the course"),
        ('logo = {image_light = "none.png"}', "there is no file none.png"),
        ('external_links = [{name = "x", url = "javascript:alert(1)"}]', "where no link may lead"),
        ('repository_url = "ftp://example.org"', "begins with https://"),
        ("show_toc_level = 9", "at most 6"),
    ],
)
def test_a_wrong_value_is_told_before_anything_is_built(tea: Path, line: str, told: str) -> None:
    """The option is named, and what it may be."""
    (found,) = findings_of(tea, f"[html.theme_options]\n{line}\n")
    assert found.code == "C005"
    assert told in found.message


@pytest.mark.parametrize("host", ["giscus.app", "https://giscus.app/client.js", "https://*", "https://a b", "*"])
def test_a_host_is_one_host(tea: Path, host: str) -> None:
    """What opens the policy of the pages opens it to one name, and adds no directive of its own."""
    (found,) = findings_of(tea, f'[site]\nhosts = ["{host}"]\n')
    assert "must be a host" in found.message


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
        ('<a href="https://e.org/?a=1&amp;b=2">x</a>', '<a href="https://e.org/?a=1&amp;b=2">x</a>'),
        ("<b>open <i>ends", "<b>open <i>ends</i></b>"),
        ("<b>crossed <i>ends</b> here</i>", "<b>crossed <i>ends</i></b> here"),
        ("a<br>b", "a<br>b"),
    ],
)
def test_a_line_of_html_is_written_anew(text: str, written: str) -> None:
    """Everything that is open is closed, so that the page around it stays whole."""
    assert fragment(text) == written


@pytest.mark.parametrize("text", ["<img src=x>", "<!-- x -->", "<?php x ?>", "<b style='x'>y</b>", "<svg/onload=x>"])
def test_other_html_is_refused(text: str) -> None:
    """Nothing that runs, loads or paints over the page."""
    with pytest.raises(ValueError, match="which may not stand there"):
        fragment(text)
