"""Rules of the us pack, one file each."""
