"""Delivery: the table is the calendar, the engine only the doorbell; one attempt; unknown is settled, never resent.

May import review, content and below, and the connectors.
"""
