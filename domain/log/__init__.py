"""The frame of the domain: statements, the fold of them, worlds, spans, refusals, ports."""
