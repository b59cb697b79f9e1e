"""Mergers and splits over HTTP."""
