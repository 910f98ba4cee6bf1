"""What happened, as screens show it: the feed, timelines, the page of everything."""
