"""What stays when everything else has moved on: the archive of what was public, legal holds, binders, incidents.

May import publishing and everything below it. Nothing in publishing waits for this room: it follows the audit log.
"""
