"""Item banks in the formats of other programs: one module a format, `read` and `write` side by side.

`registry.formats` knows them all, those of other packages too; `convert` uses one and answers for it.
"""
