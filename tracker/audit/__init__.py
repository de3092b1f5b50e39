"""What happened and who did it: histories that can be added to, never changed."""
