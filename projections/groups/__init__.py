"""Rosters: who sits, by which rules, and who is proposed."""
