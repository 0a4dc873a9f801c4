"""A simulated regency that knows the truth: packets with known delay, loss and outages.

``script`` says what happens when, ``regency`` what that means for one echo, ``tun`` answers real
packets in a network namespace of our own, ``virtual`` does the same in virtual time.
"""
