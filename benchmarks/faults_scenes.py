"""Scenes."""


def play(asked, servers, stage):
    return {}
