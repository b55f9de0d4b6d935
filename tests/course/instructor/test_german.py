"""A course in German has its sessions in German: guide, slides, kits, and the first page of the folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from click.testing import CliRunner

from course.cli import main
from course.sphinxext.catalogues import interface_catalogue

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = ("course/instructor/", "course/outputs/instructor/", "course/sphinxext/teaching/")
SAID = {
    "index.html": ("Für die Leitung: ", "1. Lesen", "einmal je Paar, geschnitten", "3. Folien öffnen"),
    "view/instructor/guide/online.html": (
        "Zweck:",
        "Zu erwartende Antworten",
        "Wenn die Zeit knapp ist:",
        "TUN",
        "Technik",
    ),
    "view/instructor/kits/role-plays.html": ("Nur Sie wissen es", "Nachgespräch", "vor jeder Runde vorlesen"),
    "view/instructor/kits/evaluation.html": ("Bitte eines ankreuzen", "In Ihren Worten"),
    "view/lessons/01-leaf.html": ("Tun, sagen, fragen: ", "Folien ", "Fragen zu dieser Lektion, mit Lösungen"),
    "slides/online.html": ("Sicher in diesem Raum", "Was die Quellen sagen", "Sie üben:", "10 Minuten", "TECHNIK"),
}


def test_a_german_course_is_taught_in_german(tea: Path, tmp_path: Path) -> None:
    """The words of the interface are German, and none of them is left in English."""
    settings = tea / "course.toml"
    text = re.sub(r"(?m)^language = .*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(text.replace("[course]\n", '[course]\nlanguage = "de"\n'), encoding="utf-8")
    done = CliRunner().invoke(
        main, ["build", str(tea), "--to", "instructor", "--out", str(tmp_path / "out"), "--quiet"]
    )
    assert done.exit_code == 0, done.output
    english = {
        str(message.id)
        for message in interface_catalogue("course")
        if message.id and len(str(message.id)) > 14 and all(path.startswith(ROOMS) for path, _line in message.locations)
    }
    assert len(english) > 60
    for name, words in SAID.items():
        page = (tmp_path / "out/instructor" / name).read_text(encoding="utf-8")
        shown = " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())
        assert [word for word in words if word not in shown] == [], name
        assert [word for word in english if word in shown] == [], name
