"""Acts of the table: hand-ins and their lines, caches, clearances, receipts, and the people who bring."""
