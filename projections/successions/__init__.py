"""Mergers and splits, and what is left to be said after them."""
