"""Observances for the calendar; campaigns come later. May import channels | media | library and below."""
