"""One module of visitors for each output format."""
