"""How much of everything is said in a made-up project. Chosen, not counted: nobody keeps such a register yet."""

BY_OWNER = 0.3
"""Of the employers, those for whom the owner clarifies."""
NEVER_CLARIFIED, LEFT_OUT = 0.03, 0.01
"""Of the employers, and of the organisations at one that has clarified."""
AFFECTED = 0.85
"""Of what is clarified."""
REPRESENTED = 0.6
"""Of the employers, those with a representant of their own."""
CLAIMED, WAIVED = 0.04, 0.04
"""Of the pairs; those claimed are not all affected."""
RESERVED = 0.05
"""Of the organisations."""
SAMMENSLUTNING = 0.18
"""Of the appointments, those by a sammenslutning."""
TERM = 0.8
"""Of the appointments, those with a last day."""
EMPLOYED = 0.8
"""Of the appointed, those employed where they speak."""
JOINT = 0.25
"""Of the appointments, those that one or two others let speak for them too."""
ON_LEAVE, WITH_VARA = 0.2, 0.6
"""Of the appointments, and of those on leave."""
ENDED, WIDENED = 0.08, 0.1
"""Of the appointments: ended early, or given another scope."""
SEATED = 0.2
"""Of the appointments, those that sit in the group."""
CORRECTED, WITHDRAWN = 0.04, 0.02
"""Of all statements."""
BACKDATED = 0.01
"""Of the clarifications, those before which another is put later."""
