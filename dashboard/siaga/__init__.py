"""The page Siaga: who is on call, what they were told, what is silenced."""
