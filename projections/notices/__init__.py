"""Subscriptions to what is to come."""
