"""Sample data: the real plan through the real importer, with sample accounts and sample progress, marked as such."""
