"""One command each; figures with machine and date go into README.md beside this file."""
