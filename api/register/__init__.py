"""Employers and organisations over HTTP."""
