"""What QtCore gives the app: jobs, schedule, events, crash handling."""
