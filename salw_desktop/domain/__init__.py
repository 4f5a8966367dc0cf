"""The trade: plain frozen values and rules; no input, no output, no clock."""
