"""The monthly SLA report: what is known of a month, and the parts of the paper about it."""
