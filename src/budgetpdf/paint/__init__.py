"""Painters: pages in, bytes out. A painter knows pages and nothing above them."""
