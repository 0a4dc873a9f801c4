"""From echoes to up, down and unknown: rules without input or output.

``confirmation`` says how many unanswered echoes rule out chance, ``line`` is the state machine of
one link, ``sight`` says whether we could see at all. ``window`` and ``degraded`` say whether a site
that is up is worse than promised; ``incident`` which outages are one fault, ``cause`` what made it;
``device``, ``restart`` and ``rates`` what a router's own words mean. Time and money are counted in
pantau.sla.
"""
