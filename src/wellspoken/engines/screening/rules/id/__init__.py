"""Rules of the id pack, one file each."""
