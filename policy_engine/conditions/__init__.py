"""The closed language: conditions that ask, expressions that make values."""
