"""What is said without being asked, where no page says it."""
