"""Figures drawn from data: one YAML file becomes one SVG picture, its description and its table."""

from course.charts.load import FigureFile, load_figure

__all__ = ["FigureFile", "load_figure"]
