"""Template tags of the web face: `frontend` (built files) and `ui` (times, numbers, icons, fields)."""
