"""What reports say, gathered from the model as plain frozen data; templates only print it."""
