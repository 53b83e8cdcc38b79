"""Rules of the no pack, one file each."""
