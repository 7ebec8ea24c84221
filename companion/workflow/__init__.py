"""What the user does: functions that read, decide and return a ChangeSet; they never write."""
