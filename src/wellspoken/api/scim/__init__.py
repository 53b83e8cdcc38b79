"""SCIM 2.0 (RFC 7643, RFC 7644) at /scim/v2: the organisation's directory tells of joiners, leavers and groups.

Plain views: a message is read and written by `scim2_models`, one service of the people room does the rest.
"""
