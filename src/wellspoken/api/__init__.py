"""The REST interface, version 1, described by `/api/v1/openapi.json`.

Parses, calls one service or selector of the rooms, answers JSON. People sign in
with their session; keys for programs join as another entry in `auth.DOORS`.
"""
