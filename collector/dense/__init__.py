"""Dense echoes to the places of a meeting, from half an hour before it to its end.

A process of its own with sockets of its own: what it asks never enters the minute samples or a
verdict, for it asks more often in chosen moments (DESIGN.md 3).
"""
