"""The organisation-wide audit log."""
