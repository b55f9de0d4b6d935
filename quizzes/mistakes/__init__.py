"""What authors of a bank mistype, and what to write instead: syntax of YAML, numbers, names of keys and types."""
