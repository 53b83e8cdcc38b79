"""Sources that posts lean on.

May import people, audit, the kernel.
"""
