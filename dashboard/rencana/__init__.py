"""The page of plans: who needs fibre, what lines carry, who pays, what was agreed."""
