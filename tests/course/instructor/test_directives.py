"""Directives of teaching in lessons: what the learner sees of them, and what the trainer sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from course.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_learner_and_trainer_see_what_is_meant_for_them(tea: Path, tmp_path: Path) -> None:
    """A marked slide is text for both, without its title; discussion, role play and notes are the trainer's."""
    done = CliRunner().invoke(main, ["build", str(tea), "--to", "html,text,instructor", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    noticed = [line for line in done.stderr.splitlines() if tea.name in line and ": R001 " not in line]
    assert [line for line in noticed if ": Q" not in line] == []
    learner = (tmp_path / "out/html/lessons/02-kinds.html").read_text(encoding="utf-8")
    plain = (tmp_path / "out/text/lessons/02-kinds.txt").read_text(encoding="utf-8")
    trainer = (tmp_path / "out/instructor/view/lessons/02-kinds.html").read_text(encoding="utf-8")
    slides = (tmp_path / "out/instructor/slides/tasting.html").read_text(encoding="utf-8")
    for text in (learner, plain, trainer, slides):
        assert "Herbal leaf" in text
    assert "Two kinds of leaf" in slides
    assert "Two kinds of leaf" not in learner
    for text in ("Who pours the second cup", "Take turns at the kettle", "Evening", "Role play: guest"):
        assert text not in learner + plain
    for text in ("Who pours the second cup", "Take turns at the kettle", "Role play: guest", "kits/role-plays.html"):
        assert text in trainer
    assert not list((tmp_path / "out/html").rglob("instructor"))
    sheet = (tmp_path / "out/instructor/view/instructor/kits/tasting-sheet.html").read_text(encoding="utf-8")
    for text in ("Before the first cup", "Write no name.", "Herbal", "What we smell"):
        assert text in sheet
    assert "the host speaks first." in (tmp_path / "out/instructor/view/instructor/kits/role-plays.html").read_text(
        "utf-8"
    )
    start = (tmp_path / "out/instructor/index.html").read_text(encoding="utf-8")
    assert "once a pair of friends" in start
    assert (tmp_path / "out/instructor/print/kit-tasting-sheet.pdf").is_file()
