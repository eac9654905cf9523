"""How far apart two colours are, for normal sight and as a colour-blind reader sees them, and their contrast.

Sources: WCAG 2.2 (relative luminance, contrast), Machado, Oliveira & Fernandes 2009 (deuteranopia, protanopia),
Sharma, Wu & Dalal 2005 (CIEDE2000).
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]

SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)  # D65


def _times(matrix, vector: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def linear(colour: str) -> Triple:
    """Return red, green and blue (0 to 1) of a hex colour, in proportion to light."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def contrast(one: str, two: str = "#FFFFFF") -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted(_times(TO_XYZ[1:2], linear(colour))[0] for colour in (one, two))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, sight: str = "normal") -> Triple:
    """Return CIELAB of a hex colour as somebody with this sight sees it."""
    seen = tuple(min(max(c, 0.0), 1.0) for c in _times(SIGHT[sight], linear(colour)))
    x, y, z = (c / w for c, w in zip(_times(TO_XYZ, seen), WHITE, strict=True))
    x, y, z = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, two: str, sight: str = "normal") -> float:
    """Return the distance CIEDE2000 of two hex colours as somebody with this sight sees them."""
    return ciede2000(lab(one, sight), lab(two, sight))


def least_distance(one: str, two: str) -> float:
    """Return the distance of two hex colours for the sight to which they are nearest."""
    return min(distance(one, two, sight) for sight in SIGHT)


def ciede2000(one: Triple, two: Triple) -> float:
    """Return the distance of two CIELAB colours. Names as in Sharma, Wu & Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - sqrt(mean / (mean + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    h = h1 + h2 if c1 * c2 == 0 else (h1 + dh / 2) % 360
    l, c = (l1 + l2) / 2, (c1 + c2) / 2  # noqa: E741
    t = 1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h))
    t += 0.32 * cos(radians(3 * h + 6)) - 0.2 * cos(radians(4 * h - 63))
    lightness = (l2 - l1) / (1 + 0.015 * (l - 50) ** 2 / sqrt(20 + (l - 50) ** 2))
    chroma = (c2 - c1) / (1 + 0.045 * c)
    hue = 2 * sqrt(c1 * c2) * sin(radians(dh / 2)) / (1 + 0.015 * c * t)
    turn = -2 * sqrt(c**7 / (c**7 + 25**7)) * sin(radians(60 * exp(-(((h - 275) / 25) ** 2))))
    return sqrt(lightness**2 + chroma**2 + hue**2 + turn * chroma * hue)
