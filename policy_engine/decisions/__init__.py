"""What a decision says: ids, values and codes, never sentences."""
