"""Where the pages of a trainer lie among the pages of a course."""

DECKS, GUIDES, KITS = "instructor/slides/", "instructor/guide/", "instructor/kits/"
REFERENCES = "appendix/references"
