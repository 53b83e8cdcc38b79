"""Pictures: checked at the door, metadata stripped, resized per network, found again by their bytes.

May import people, audit, the kernel.
"""
