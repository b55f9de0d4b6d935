"""Editions: each is built beside the earlier one and swapped in when it is whole."""
