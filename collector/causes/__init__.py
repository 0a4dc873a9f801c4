"""Looks for what made a site go down, in a process of its own beside the collector.

``casebook`` follows the journal and says when what is known of each outage is enough; ``plan`` says
who is a neighbour of whom; ``devices`` remembers what routers said. Paths are asked by
collector.path, the rule is pantau.verdict.cause.
"""
