"""Acts of a destruction: order, amendment, session, certificate."""
