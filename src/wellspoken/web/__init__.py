"""Server-rendered pages, one folder per screen. Views parse, call one service or selector, render."""
