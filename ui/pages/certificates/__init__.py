"""Fifth step: printing and its bookkeeping."""
