"""What is generated from the vocabulary and the model of decisions: JSON Schemas, the reference page, typed names."""
