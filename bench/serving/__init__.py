"""Servers that are measured: Samråd's, and a floor's under the same settings, with a client that costs little."""
