"""First start: the two doors, the wizard, the sample hospital."""
