"""The page of outages: what happened, and what people say and do about it."""
