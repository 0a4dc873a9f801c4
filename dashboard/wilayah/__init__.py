"""The page about the region: what the villages have, and what people there say."""
