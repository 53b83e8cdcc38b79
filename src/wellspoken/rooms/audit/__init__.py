"""The tamper-evident record of who did what. Append-only, hash-chained, verifiable offline.

May import the kernel. Unknown actions raise.
"""
