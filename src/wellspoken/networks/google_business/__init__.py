"""Google Business Profile: news on the profile of a location."""
