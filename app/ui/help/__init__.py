"""What F1 and the Help menu show: what a page is for, and its keys."""
