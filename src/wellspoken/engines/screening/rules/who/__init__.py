"""Rules of the who pack, one file each."""
