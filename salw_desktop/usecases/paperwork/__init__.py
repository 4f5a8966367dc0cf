"""Papers made from the record and from nothing else: values gathered here, drawn in printing/."""
