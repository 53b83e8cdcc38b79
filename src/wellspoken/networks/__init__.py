"""Connectors: one folder per network, plain dataclasses in and out.

Nothing here knows Django, a database or the rest of the product. A room asks
``registry.connector(code)`` for a connector and talks to it in the words of
``contract``. Connectors never import each other; what they share (the types,
the guarded HTTP client, text spans) lies beside their folders.
"""
