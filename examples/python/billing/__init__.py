"""Durations, due dates, invoices and settings for a small office."""
