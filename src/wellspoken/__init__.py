"""Wellspoken: self-hosted social media for healthcare organisations."""

__version__ = "0.1.0"
