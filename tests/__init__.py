"""Tests, in the domain's words; they mirror the source."""
