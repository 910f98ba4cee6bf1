"""What a person would notice, in figures, each beside a floor of the same run."""
