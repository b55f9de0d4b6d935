"""Divide a document into the draft of a course; the document itself is never changed."""
