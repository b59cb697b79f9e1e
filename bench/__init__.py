"""How fast Samråd is, as ratios to a floor: the plainest code that does the part of the work nobody can do without."""
