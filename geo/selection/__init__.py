"""What a reader has chosen to see: by place and day, kept in the address of the page."""
