"""What leaves the program: one output form each."""
