"""The account of a document of Word: each of its words is in the tree or in the losses, as often as it stands there."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from course.ingest.wording import wording
from tests.course.ingest.word_file import cell, p, r, read, row, style, table

_BOX = "<w:pict><w:txbxContent>{}</w:txbxContent></w:pict>"
_CHOICE = f"<mc:AlternateContent><mc:Choice>{_BOX}</mc:Choice><mc:Fallback/></mc:AlternateContent>"
_MARKS = (
    "",
    "<w:b/>",
    '<w:vertAlign w:val="superscript"/>',
    "<w:strike/>",
    "<w:vanish/>",
    '<w:rFonts w:ascii="Courier"/>',
)
_AROUND_RUNS = (
    "{}", "<w:ins>{}</w:ins>", "<w:del>{}</w:del>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:hyperlink w:anchor="a">{}</w:hyperlink>', "<w:novel>{}</w:novel>", "<w:smartTag>{}</w:smartTag>",
    '<w:fldSimple w:instr="REF a">{}</w:fldSimple>', '<w:fldSimple w:instr="TOC">{}</w:fldSimple>',
    "<m:oMath><m:novel>{}</m:novel></m:oMath>",
)  # fmt: skip
_AROUND_BLOCKS = (
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:novel>{}</w:novel>", "<w:ins>{}</w:ins>",
    f"<w:p><w:r>{_BOX}</w:r></w:p>", f"<w:p><w:r>{_CHOICE}</w:r></w:p>",
    table(row(cell(p(), '<w:vMerge w:val="restart"/>')), row(cell("<w:x/>", "<w:vMerge/>"))),
    table(row(cell("q1x"), cell("<w:x/>"), properties="<w:tblHeader/>"), row(cell("q2x"))),
)  # fmt: skip


def words() -> st.SearchStrategy[str]:
    """Return words that are told from the names of elements; no sign of Unicode is a raised q."""
    return st.lists(st.integers(0, 9999), min_size=1, max_size=4).map(lambda many: " ".join(f"q{one}x" for one in many))


def runs() -> st.SearchStrategy[str]:
    """Return runs with marks, in what may stand around them."""
    marked = st.builds(r, words(), st.sampled_from(_MARKS))
    return st.builds(lambda one, around: around.replace("{}", one), marked, st.sampled_from(_AROUND_RUNS))


def paragraphs() -> st.SearchStrategy[str]:
    """Return paragraphs of several styles."""
    lines = st.lists(runs(), min_size=1, max_size=4).map(r(" ").join)
    return st.builds(p, lines, st.sampled_from(["", "H1", "S", "Q", "C"]))


def blocks() -> st.SearchStrategy[str]:
    """Return paragraphs, also in tables, boxes and wrappers that stand in each other."""

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda one, shell: shell.replace("{}", one).replace("<w:x/>", one), inner, st.sampled_from(_AROUND_BLOCKS)
        )

    return st.recursive(paragraphs(), around, max_leaves=4)


@settings(max_examples=80, deadline=None)
@given(many=st.lists(blocks(), min_size=1, max_size=4))
def test_every_word_is_in_the_tree_or_told(many: list[str]) -> None:
    """Whatever stands around it."""
    body = "".join(many)
    kinds = {"H1": "heading 1", "S": "Source Code", "Q": "Quote", "C": "toc 1"}
    document = read(body, styles="".join(style(name, called) for name, called in kinds.items()))
    shown = " ".join([wording(document.blocks), *(one.words for one in document.losses if one.is_dropped)])
    assert Counter(re.findall(r"q\d+x", shown)) == Counter(re.findall(r"q\d+x", body))
