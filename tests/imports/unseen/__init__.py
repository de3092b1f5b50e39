"""Plans nobody has seen: each as its paper prints it, with what a reader must make of it judged from the paper."""
