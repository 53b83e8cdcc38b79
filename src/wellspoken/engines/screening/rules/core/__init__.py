"""Rules of the core pack, one file each."""
