"""Rules of the uk pack, one file each."""
