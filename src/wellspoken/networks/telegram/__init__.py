"""Telegram channels, written to by the organisation's own bot."""
