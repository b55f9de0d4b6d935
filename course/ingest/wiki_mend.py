"""Write MediaWiki anew where pandoc drops words: galleries, alternative text of pictures, numbers made by templates.

What is rewritten says the same (https://www.mediawiki.org/wiki/Help:Images, Help:Templates); other templates are told
by the reader, with their words.
"""

from __future__ import annotations

import re

_GALLERY = re.compile(r"<gallery[^>]*>(.*?)</gallery>", re.DOTALL | re.IGNORECASE)
_FILE = re.compile(r"\[\[(?:File|Image|Datei|Bild|Fichier|Archivo):([^|\]]+)((?:\|(?:[^\[\]]|\[\[[^\]]*\]\])*)?)\]\]")
_FRAMED = re.compile(r"^(?=[^\n]*\|\s*(?:thumb|frame|mini))(" + _FILE.pattern + r")[ \t]*", re.MULTILINE)
_CHEMICAL = re.compile(r"<(?:chem|ce)>(.*?)</(?:chem|ce)>", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{\s*([\w +-]+?)\s*((?:\|[^{}|]*)*)\}\}")
_SIGNS = {
    "nbsp": "\u00a0", "ndash": "–", "spaced ndash": " – ", "mdash": "—", "minus": "−", "times": "×", "pm": "±",
    "plusmn": "±", "·": "·", "!": "|", "thinsp": "\u2009",
}  # fmt: skip


def mended(text: str) -> tuple[str, dict[str, str]]:
    """Return a text in what pandoc reads, and the words of its pictures by the names of their files."""
    text = _FRAMED.sub(r"\n\n\1\n\n", _GALLERY.sub(_unpacked, text))
    text = _CHEMICAL.sub(lambda found: rf"<math>\ce{{{found[1].strip()}}}</math>", text)
    words = {
        name.strip().replace(" ", "_"): alt
        for name, options in _FILE.findall(text)
        if (alt := next((one.strip()[4:].strip() for one in options.split("|") if one.strip().startswith("alt=")), ""))
    }
    return _TEMPLATE.sub(_filled, text), words


def _unpacked(found: re.Match[str]) -> str:
    """Return the pictures of a gallery one below the other, each with its caption."""
    lines = (line.strip() for line in found[1].split("\n"))
    shown = []
    for line in filter(None, lines):
        name, _, caption = line.partition("|")
        name = name if ":" in name else f"File:{name}"
        shown.append(f"[[{name.strip()}|thumb|{caption.strip()}]]" if caption.strip() else f"[[{name.strip()}]]")
    return "\n\n" + "\n\n".join(shown) + "\n\n"


def _filled(found: re.Match[str]) -> str:
    """Return what a template prints whose value is in it, such as `{{frac|1|2}}`; others as they are."""
    name = found[1].lower()
    values = [one.strip() for one in found[2].split("|")[1:]]
    placed = [one for one in values if "=" not in one]
    shown = _SIGNS.get(name, "") if not values else ""
    match name, placed:
        case "frac" | "sfrac", [above, below]:
            shown = f"{above}/{below}"
        case "frac" | "sfrac", [whole, above, below]:
            shown = f"{whole} {above}/{below}"
        case "sup" | "sub", [words]:
            shown = f"<{name}>{words}</{name}>"
        case "val", [number] if values in (placed, [number, f"u={values[-1][2:]}"]):
            shown = f"{number} {values[-1][2:]}" if len(values) > 1 else number
        case "abbr" | "tooltip", [short, meaning]:
            shown = f"{short} ({meaning})"
    return shown or found[0]
