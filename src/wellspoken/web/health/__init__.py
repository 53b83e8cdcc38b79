"""`/health`: whether web, database and delivery worker are alive, for machines."""
