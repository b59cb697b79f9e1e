"""Employers and organisations, and what changes of them."""
