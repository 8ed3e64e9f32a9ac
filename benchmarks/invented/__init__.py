"""Invented units: specs that differ in everything, the same from the same seed."""
