"""Names in a chart that do not overlap."""

import numpy as np


def move_apart(ax) -> None:
    """Move the names that `lines` and `dots` wrote until none overlaps another; `show` does it again in the end."""
    ends = [text for text in ax.texts if text.get_gid() == "end of a line"]
    beside = [text for text in ax.texts if text.get_gid() == "beside a dot"]
    points = 72 / ax.figure.dpi
    height = [text.get_fontsize() * 1.2 * (1 + text.get_text().count("\n")) for text in ends]
    places = [_pixels(ax, text)[1] * points for text in ends]
    order = sorted(range(len(ends)), key=lambda i: places[i])
    groups = []  # neighbours that touch share a group, centred on where its members belong
    for i in order:
        group = [[i], places[i], height[i]]
        while groups and groups[-1][1] + groups[-1][2] / 2 > group[1] - group[2] / 2:
            members, middle, size = groups.pop()
            middle = (middle * len(members) + group[1] * len(group[0])) / (len(members) + len(group[0]))
            group = [members + group[0], middle, size + group[2]]
        groups.append(group)
    low = ax.bbox.y0 * points - 4  # no name slips down into the years below
    for members, middle, size in groups:
        low = max(low, middle - size / 2)
        for i in members:
            ends[i].xyann = (6, low + height[i] / 2 - places[i])
            low += height[i]
    spots = [ax.transData.transform(np.ma.filled(cloud.get_offsets().astype(float), np.nan)) for cloud in _clouds(ax)]
    spots = np.concatenate(spots) if beside and spots else np.empty((0, 2))
    taken = []
    for text in beside:
        taken.append(_free_place(text, spots, taken))


def _free_place(text, spots, taken):
    """Put a name at the place beside its dot where it hides least, and return the box it fills."""
    places = [(8, 0, "left"), (8, 9, "left"), (8, -9, "left"), (-8, 0, "right"), (0, 17, "center"), (0, -17, "center")]
    places += [(dx, dy, ha) for dx, ha in ((8, "left"), (-8, "right"), (26, "left")) for dy in (17, -17, 9, -9)]
    frame, best = text.axes.bbox, None
    for dx, dy, ha in places:
        text.xyann = (dx, dy)
        text.set_ha(ha)
        box = text.get_window_extent()
        hidden = ((spots > box.min) & (spots < box.max)).all(axis=1).sum()
        hits = 100 * sum(box.overlaps(other) for other in taken) + hidden
        hits += 20 * (box.x0 < frame.x0 or box.y0 < frame.y0 or box.y1 > frame.y1)
        if best is None or hits < best[0]:
            best = hits, dx, dy, ha, box
        if not hits:
            break
    text.xyann = best[1:3]
    text.set_ha(best[3])
    return best[4]


def _clouds(ax) -> list:
    return [cloud for cloud in ax.collections if type(cloud).__name__ == "PathCollection" and len(cloud.get_offsets())]


def _pixels(ax, text) -> tuple[float, float]:
    x, y = ax.convert_xunits(text.xy[0]), ax.convert_yunits(text.xy[1])
    return tuple(ax.transData.transform((float(x), float(y))))
