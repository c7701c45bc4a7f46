"""Geography: is a point in Germany?"""

# A coarse outline of Germany as (longitude, latitude), drawn some ten kilometres outside the border.
# It catches swapped and mistyped numbers and places abroad; it is no map.
_OUTLINE = (
    (8.2, 55.12),
    (9.6, 54.95),
    (10.2, 54.95),
    (11.4, 54.7),
    (12.6, 54.65),
    (13.5, 54.8),
    (14.0, 54.4),
    (14.35, 53.9),
    (14.5, 53.3),
    (14.2, 52.9),
    (14.75, 52.6),
    (14.8, 52.1),
    (14.85, 51.6),
    (15.13, 51.3),
    (15.0, 50.8),
    (14.7, 50.85),
    (14.4, 51.0),
    (13.6, 50.65),
    (12.9, 50.35),
    (12.33, 50.15),
    (12.35, 50.0),
    (12.65, 49.75),
    (12.6, 49.5),
    (12.95, 49.35),
    (13.1, 49.1),
    (13.95, 48.8),
    (13.9, 48.5),
    (13.5, 48.3),
    (12.95, 48.15),
    (13.0, 47.83),
    (13.15, 47.6),
    (12.95, 47.42),
    (12.2, 47.58),
    (11.6, 47.5),
    (11.2, 47.35),
    (10.5, 47.5),
    (10.3, 47.22),
    (9.9, 47.48),
    (9.5, 47.57),
    (8.9, 47.6),
    (8.75, 47.67),
    (8.5, 47.53),
    (7.65, 47.53),
    (7.48, 47.65),
    (7.5, 48.1),
    (7.7, 48.5),
    (8.1, 48.95),
    (7.4, 49.12),
    (6.75, 49.1),
    (6.3, 49.42),
    (6.45, 49.8),
    (6.05, 50.1),
    (6.0, 50.6),
    (5.85, 51.0),
    (6.15, 51.35),
    (5.9, 51.8),
    (6.7, 51.85),
    (6.65, 52.15),
    (6.95, 52.25),
    (7.0, 52.6),
    (6.7, 52.7),
    (7.0, 53.05),
    (7.1, 53.3),
    (6.6, 53.6),
    (8.0, 53.95),
    (7.7, 54.25),
    (8.2, 54.55),
    (8.1, 54.8),
)


def in_germany(lat: float, lon: float) -> bool:
    """Tell whether the point (degrees north, degrees east) lies within the coarse outline: the even-odd rule."""
    inside = False
    previous = _OUTLINE[-1]
    for current in _OUTLINE:
        (x1, y1), (x2, y2) = previous, current
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
        previous = current
    return inside
