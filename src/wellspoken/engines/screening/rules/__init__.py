"""Rules: rules/<pack>/<rule>.py, each with one RULE. "core" holds rules that belong to every pack."""
