"""A second opinion on matching: an engine that we did not write judges the conditions of a pack, and must agree."""
