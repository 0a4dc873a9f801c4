"""The yearly evaluation of the agreement."""
