"""Records: the archive of what was public, legal holds, binders, incidents."""
