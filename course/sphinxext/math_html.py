"""Mathematics in HTML as MathML, which browsers show by themselves: no script, no font, no other host."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

log = logging.getLogger(__name__)


def setup_math(app: Sphinx) -> None:
    """Register the renderer under the name `mathml` and make it the default."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    """Write inline mathematics."""
    self.body.append(_mathml(node, block=False))
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write displayed mathematics with its number."""
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})</span>')
        self.add_permalink_ref(node, "Link to this equation")
    self.body.append(_mathml(node, block=True) + "</div>\n")
    raise nodes.SkipNode


def _mathml(node: nodes.Element, *, block: bool) -> str:
    source = node.astext()
    try:
        formula = latex2mathml.tex2mathml(source, as_block=block)
        told = html.escape(node.get("alt", ""))
        return formula.replace("<math ", f'<math aria-label="{told}" ', 1) if told else formula
    except (MathError, SyntaxError) as error:
        log.warning("cannot show the formula %r: %s", source, error, location=node, type="course", subtype="C040")
        return f"<code>{nodes.unescape(source)}</code>"
