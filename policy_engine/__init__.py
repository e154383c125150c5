"""A policy and compliance rules engine for cross-border after-sales."""
