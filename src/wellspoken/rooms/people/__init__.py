"""The organisation, its teams and its people; who may do what where.

May import the kernel and audit.
"""
