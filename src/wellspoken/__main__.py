"""`python -m wellspoken` is the `wellspoken` command."""

from wellspoken.cli import main

main()
