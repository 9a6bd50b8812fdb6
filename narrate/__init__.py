"""narrate turns an article into a podcast episode that is read correctly, and keeps its RSS feed."""
