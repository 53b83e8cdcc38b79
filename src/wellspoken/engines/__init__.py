"""Pure engines: text in, facts out. No Django, no database, no network and no clock of their own."""
