"""The visitors of the PDF, one module for each family of nodes."""
