"""What a case may state: values, their types, and the vocabulary that names them."""
