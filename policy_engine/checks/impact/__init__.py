"""What another version of the law does to past cases, case by case and counted."""
