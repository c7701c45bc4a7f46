"""Serving: what web servers are told: security policy and other headers, kinds of files, how long browsers may keep them."""
