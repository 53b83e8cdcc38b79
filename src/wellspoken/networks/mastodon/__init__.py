"""Servers that speak Mastodon's client API: Mastodon, GoToSocial, Takahe and others."""
