"""Approval chains: who must pass what, in which order, never their own work."""
