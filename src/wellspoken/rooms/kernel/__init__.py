"""What every room stands on: actors, state changes through one door, sealed secrets, durable clocks.

May import nothing of Wellspoken.
"""
