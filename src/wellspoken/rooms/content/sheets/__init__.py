"""Reading posts out of a table that people made elsewhere (CSV or XLSX). Pure: no database, no Django models."""
