"""Representanter utpekt av organisasjonene: scope, leave, end, vara, joint mandates."""
