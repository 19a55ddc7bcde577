"""What lies at addresses: asked for only where the user allowed the network, and never on this or a private network."""
