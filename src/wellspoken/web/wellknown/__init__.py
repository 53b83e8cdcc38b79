"""`/.well-known/`: what machines and researchers look for at a fixed address."""
