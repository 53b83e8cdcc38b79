"""Servers to test against: real ones started here, and replicas that lose replies on purpose."""
