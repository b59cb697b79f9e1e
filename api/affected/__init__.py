"""Clarifications, claims, waivers and reservations over HTTP."""
