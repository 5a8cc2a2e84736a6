"""What is done to animals and specimens, step by step."""
