"""Papers and labels: values and words in, PDF bytes out."""
