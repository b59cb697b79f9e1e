"""Timelines: coverage of every project in tables, for what is asked across projects.

Whoever records something marks the projects concerned as stale, in the same transaction; whoever asks catches those
up first. So an answer includes all that was recorded before it, and recording waits for no recomputation.
"""
