"""What happened: read, grouped, said in sentences. Triggers write the events themselves."""
