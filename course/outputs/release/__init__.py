"""A release of a course: what stands against it, its manifest with hashes and signatures, and records that name it."""

FOLDER = "releases"
"""The folder of a course that holds the manifests of its releases."""
