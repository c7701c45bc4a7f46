"""Knowledge: what the checked records say, as objects, with the look-ups that pages share."""
