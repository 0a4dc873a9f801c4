"""From echoes to up, down and unknown: rules without input or output.

``confirmation`` says how many unanswered echoes rule out chance, ``line`` is the state machine of
one link, ``sight`` says whether we could see at all.
"""
