"""One matter of law in several places, side by side: what each place says, by what provision, and since when."""
