"""The page of the contract: who keeps it, what makes each figure, and what if."""
