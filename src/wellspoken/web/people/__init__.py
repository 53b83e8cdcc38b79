"""People: who is here, their roles, what they may do and why."""
