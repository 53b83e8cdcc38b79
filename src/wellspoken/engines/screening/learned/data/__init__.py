"""The lists and the weights of the learned judge."""
