"""Two versions of a pack side by side: what is written otherwise, and what comes out otherwise, proved or shown."""
