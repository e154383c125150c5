"""What can be wrong with a pack that reads well: one module a check, each with a section in docs/reference/lint.md."""
