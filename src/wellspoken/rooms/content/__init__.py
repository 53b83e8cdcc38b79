"""Posts and their revisions: what is said, per channel, with pictures and evidence.

May import compliance, campaigns, channels, media, library and below.
"""
