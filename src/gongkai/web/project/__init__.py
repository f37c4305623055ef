"""Settings, addresses and wiring. No models, no views."""
