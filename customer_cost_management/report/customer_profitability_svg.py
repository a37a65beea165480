"""The waterfall of a statement as a drawing for paper: lying bars, hatched where they cost."""

#: Widths of names, bars and amounts, and the height of a line; in pixels of the drawing.
NAMES, BARS, AMOUNTS, LINE = 190, 330, 110, 22
#: Height of a bar within its line, and the least width that can be seen.
THICK, THIN = 14, 1


def drawing(bars):
    """Where each bar lies.

    :param bars: as :func:`..models.profit.customer_profitability_waterfall.waterfall` makes them
    :return: ``width``, ``height``, ``zero`` (where the axis stands) and the bars with ``x``,
        ``y``, ``width``, ``text_y``
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
            bar
            | {
                "x": min(place(bar["start"]), place(bar["end"])),
                "y": LINE * number + (LINE - THICK) // 2,
                "width": max(abs(place(bar["end"]) - place(bar["start"])), THIN),
                "thick": THICK,
                "text_y": LINE * number + LINE * 0.7,
            }
            for number, bar in enumerate(bars)
        ],
    }
