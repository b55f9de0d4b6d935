"""The directive `math` with the words that a screen reader says instead of the formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.patches import MathDirective

if TYPE_CHECKING:
    from typing import ClassVar

    from sphinx.util.typing import OptionSpec


class DescribedMath(MathDirective):
    """Sphinx's own directive and one option more: `alt`."""

    option_spec: ClassVar[OptionSpec] = {**MathDirective.option_spec, "alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the formula, which carries its description."""
        found = super().run()
        for formula in [formula for node in found for formula in node.findall(nodes.math_block)]:
            if "alt" in self.options:
                formula["alt"] = " ".join(self.options["alt"].split())
        return found
