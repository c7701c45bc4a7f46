"""Pictures: where in a picture what a record says is to stand; templates draw it, style sheets give it its look."""
