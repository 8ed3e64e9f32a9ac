"""Blocks → pages: everything gets its place on the grid of the page."""
