"""Persons over HTTP, for whoever appointed them."""
