"""Facts as package data: credible sources and stigmatising terms, with their sources named in the files."""
