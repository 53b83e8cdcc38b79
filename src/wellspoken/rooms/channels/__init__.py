"""Connected accounts and pages: health, limits, sealed tokens, slots; the door to the networks' measures.

May import people, audit, the kernel and the connectors.
"""
