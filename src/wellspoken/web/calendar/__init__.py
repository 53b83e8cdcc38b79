"""The calendar: what goes out when, as a month, a week, a list or one day, and how its time is changed."""
