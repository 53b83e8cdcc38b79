"""Settings and the root URL table; the only place that knows every face and room."""
