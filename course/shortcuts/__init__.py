"""What is borrowed from Sphinx, docutils and pybtex: the same pages in less time, one file for each borrowed piece."""
