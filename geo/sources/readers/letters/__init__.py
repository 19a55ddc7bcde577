"""What an e-mail says of the messages that stand in it."""
