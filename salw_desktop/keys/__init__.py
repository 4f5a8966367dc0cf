"""Event bytes, hashes, signatures, key slots, age: the only room that imports PyNaCl and pyrage."""
