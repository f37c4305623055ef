"""Commands of `gongkai manage`."""
