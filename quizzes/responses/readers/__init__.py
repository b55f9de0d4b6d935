"""What other programs export about answers, read into the table of responses: one format a module."""
