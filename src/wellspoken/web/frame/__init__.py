"""The frame around every page: rail, header, heartbeat, messages."""
