"""Rules of the eu pack, one file each."""
