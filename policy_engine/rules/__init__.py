"""The law as values: rules, exemptions, grids, what could not be encoded, and the pack that holds them."""
