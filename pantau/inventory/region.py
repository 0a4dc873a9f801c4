"""Where Kabupaten Paser lies.

Source: the 144 village centroids of the official gazetteer (codes of Kepmendagri
300.2.2-2430/2025): latitude -2.382 to -1.166, longitude 115.699 to 116.547. The margin of 0.2
degree (22 km) makes room for villages that reach beyond their centroid.
"""

SOUTH, NORTH = -2.59, -0.96
WEST, EAST = 115.49, 116.75


def inside(at: tuple[float, float]) -> bool:
    """Whether (latitude, longitude), in degrees, can be in the regency."""
    latitude, longitude = at
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST
