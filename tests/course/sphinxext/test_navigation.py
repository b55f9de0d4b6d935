"""The side bar: the whole tree of a small course, only the reader's own part of a large one."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from markupsafe import Markup

from course.sphinxext.navigation import WHOLE, LinkGroup, Navigation, PageLink
from course.sphinxext.trust.templates import mark_text


def large() -> Navigation:
    """Return ten modules of ten lessons."""
    modules = tuple(
        PageLink(f"m{m}", f"Module {m}", tuple(PageLink(f"m{m}l{n}", f"Lesson {n} <of> {m}") for n in range(10)))
        for m in range(10)
    )
    return Navigation((LinkGroup("Modules", modules),))


def links(navigation: Navigation, page: str) -> list[str]:
    """Return the addresses that a page shows."""
    soup = BeautifulSoup(navigation.html(page, lambda docname: f"{docname}.html"), "html.parser")
    return [str(link["href"]) for link in soup.find_all("a")]


def test_a_large_course_shows_its_modules_and_the_lessons_of_the_readers_own() -> None:
    """Twenty links of a hundred and ten: every module, and the ten lessons of this one."""
    shown = links(large(), "m3l4")
    assert shown == [f"m{m}.html" for m in range(4)] + [f"m3l{n}.html" for n in range(10)] + [
        f"m{m}.html" for m in range(4, 10)
    ]


def test_a_title_in_another_module_is_not_shown() -> None:
    """What a page shows changes with the titles of all modules and of the lessons beside it, and with no other."""
    renamed = large().parts[0].entries
    lesson = renamed[3].below[4]
    below = (*renamed[3].below[:4], PageLink(lesson.docname, "Renamed"), *renamed[3].below[5:])
    changed = Navigation((LinkGroup("Modules", (*renamed[:3], PageLink("m3", "Module 3", below), *renamed[4:])),))
    assert changed.shown_on("m3l9") != large().shown_on("m3l9")
    assert changed.shown_on("m2l0") == large().shown_on("m2l0")


def test_a_small_course_shows_the_whole_tree() -> None:
    """Below the limit nothing is hidden."""
    part = LinkGroup("", (PageLink("a", "A", (PageLink("b", "B"),)), PageLink("c", "C", (PageLink("d", "D"),))))
    assert WHOLE >= 4
    assert links(Navigation((part,)), "c") == ["a.html", "b.html", "c.html", "d.html"]


def test_the_page_and_its_way_up_are_marked() -> None:
    """`aria-current` names the page; the classes of the theme mark the way to it."""
    soup = BeautifulSoup(large().html("m3l4", lambda docname: docname), "html.parser")
    assert [link["href"] for link in soup.find_all("a", attrs={"aria-current": "page"})] == ["m3l4"]
    assert [item.a["href"] for item in soup.select("li.current") if item.a] == ["m3", "m3l4"]


def test_titles_and_addresses_are_escaped() -> None:
    """A title with markup is shown as it is written."""
    assert "Lesson 4 &lt;of&gt; 3" in large().html("m3l4", lambda docname: docname)


def test_the_contents_of_a_page_are_elements_in_the_template() -> None:
    """The theme gives them as a tree and no text: escaped, they would stand beside each page as code."""
    tree = BeautifulSoup("<ul><li>Numbers</li></ul>", "html.parser").ul
    context: dict[str, Any] = {"generate_toc_html": lambda: tree, "hasdoc": lambda: True}
    mark_text(None, "", "", context, None)  # type: ignore[arg-type]
    assert context["generate_toc_html"]() == Markup("<ul><li>Numbers</li></ul>")
    assert hasattr(context["generate_toc_html"](), "__html__")
    assert context["hasdoc"]() is True


def test_lessons_carry_their_numbers() -> None:
    """A lesson has its number beside its link, where style sheets find it; another part has none."""
    part = LinkGroup("", (PageLink("pretest", "Before", ()), PageLink("one", "One", ())))
    page = Navigation((part,), {"one": 1}).html("pretest", lambda name: f"{name}.html")
    assert re.findall(r'href="(\w+)\.html"(?: data-number="(\d+)")?', page) == [("pretest", ""), ("one", "1")]
