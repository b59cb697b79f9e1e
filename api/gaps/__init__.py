"""Gaps, and why, over HTTP."""
