"""Marking on paper: scans of answer sheets, filled PDFs and typed tables become readings, decisions and results."""
