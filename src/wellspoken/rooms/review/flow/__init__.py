"""Workflows: what a team describes, what applies to a version, who can do a step, how a request passes its steps."""
