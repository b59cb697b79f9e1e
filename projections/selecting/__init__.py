"""The parts of the choice of who fills the seats (``projections.selection``)."""
