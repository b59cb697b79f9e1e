"""Made-up stores of any size: the real registers, and projects drawn from a seed and recorded as the product records.

Every store has the same *asked* projects, the ones that are measured: a national one and some regional ones. The rest
is ballast, as many events of it as the store's size says. Nobody in them has a name: events refer to persons who are
not kept.
"""
