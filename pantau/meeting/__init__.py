"""Whether places are fit for a meeting over the network: from echoes to R, a light and advice.

Pure: no input or output. It stands on pantau.sla.quality's E-model, so that R is reckoned in one
place alone.

losses    which echoes were lost, and in what bursts
heard     what dense windows of a stretch of time add up to
lights    the light of a place, and why; the limits per kind of meeting
advice    what the place should do
forecast  what the same hours of the last weeks were like
board     all of it for the places of a meeting, now
result    what the meeting was like, afterwards
load      how often a line may be asked, so that it bears no more than 32 kbit/s
"""
