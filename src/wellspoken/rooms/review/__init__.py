"""Decisions about one exact version: requests, comments on passages, approvals, releases.

May import content and below.
"""
