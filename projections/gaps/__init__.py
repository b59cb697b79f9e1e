"""Gaps: why paths fail, what opened them, what would close them."""
