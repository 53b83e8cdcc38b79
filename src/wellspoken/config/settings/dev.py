"""A laptop: plain HTTP on this machine, mail to the console."""

from wellspoken.config.settings.base import *  # noqa: F403
