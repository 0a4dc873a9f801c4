"""What the regency has to decide ahead of time: who pays for which line until when. Pure."""
