"""Management commands of the sample hospital."""
