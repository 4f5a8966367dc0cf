"""The encrypted file: connections, migrations, triggers, journal, and the SQL of each aggregate."""
