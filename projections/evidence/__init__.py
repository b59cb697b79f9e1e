"""Extracts of the log that prove themselves."""
