"""Branding: the signs by which people know the website elsewhere: its mark in tabs, on devices, on paper, and on preview cards."""
