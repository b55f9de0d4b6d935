"""One reader a format: each makes the neutral tree of a document, and names what it cannot keep."""
