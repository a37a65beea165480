"""The waterfall of a statement as a drawing for paper: lying bars, hatched where they cost."""

#: Widths of names, bars and amounts, and the height of a line; in pixels of the drawing.
NAMES, BARS, AMOUNTS, LINE = 190, 330, 110, 22
#: Height of a bar within its line, and the least width that can be seen.
THICK, THIN = 14, 1
#: Between two strokes of the hatching.
STROKES = 6


def hatching(x, y, width):
    """Slanted strokes that fill a bar, as the path of a drawing.

    Drawn one by one: the printer's page has a base address, so that a pattern is not found by its
    name, and the bar is black.
    """
    strokes = []
    for offset in range(STROKES, int(width) + THICK, STROKES):
        start = min(offset, width)
        end = max(offset - THICK, 0)
        strokes.append(
            f"M{x + start:.1f},{y + offset - start:.1f} L{x + end:.1f},{y + offset - end:.1f}"
        )
    return " ".join(strokes)


def _top(number):
    return LINE * number + (LINE - THICK) // 2


def drawing(bars):
    """Where each bar lies.

    :param bars: as :func:`..models.profit.customer_profitability_waterfall.waterfall` makes them
    :return: ``width``, ``height``, ``zero`` (where the axis stands) and the bars with ``x``,
        ``y``, ``width``, ``thick``, ``text_y``, ``hatching``
    """
    ends = [bar[name] for bar in bars for name in ("start", "end")]
    lowest, highest = min([0.0, *ends]), max([0.0, *ends])
    unit = BARS / ((highest - lowest) or 1)

    def place(amount):
        return round(NAMES + (amount - lowest) * unit, 1)

    return {
        "width": NAMES + BARS + AMOUNTS,
        "height": LINE * len(bars),
        "zero": place(0),
        "bars": [
            bar | _lying(place(bar["start"]), place(bar["end"]), number)
            for number, bar in enumerate(bars)
        ],
    }


def _lying(start, end, number):
    """The bar between two places, on its line."""
    x, y, width = min(start, end), _top(number), max(abs(end - start), THIN)
    return {
        "x": x,
        "y": y,
        "width": width,
        "thick": THICK,
        "text_y": LINE * number + LINE * 0.7,
        "hatching": hatching(x, y, width),
    }
