"""Settings, Workflows: how a team's posts are reviewed, described by its administrator."""
