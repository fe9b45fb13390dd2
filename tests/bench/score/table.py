"""How the figures are shown."""


def number(value):
    if value == 0 or value >= 100:
        return f"{value:.0f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def cells(row):
    value = row.value()
    if value is None:
        return [row.name, "-", "", "", row.verdict(), row.note]
    spread = f"{number(min(row.values))} to {number(max(row.values))}" if len(row.values) > 1 else ""
    limit = f"{'≥' if row.limit[0] == '>=' else '≤'} {row.limit[1]:g}" if row.limit else ""
    note = f"{row.note}; the worst round" if row.worst else row.note
    return [row.name, number(value), spread, limit, row.verdict(), note]


def head(about):
    ours = [f"Snitt {about['snitt']}", f"LibTorch {about['LibTorch']}", f"oneDNN {about['oneDNN']}"]
    slide = [f"slide: {about['slide']}"] if "slide" in about else []
    theirs = [one for said in about["contenders"].values() for one in said.split(", ")]
    return [", ".join(dict.fromkeys(ours + theirs)),
            f"{about['cpu']} ({about['features']}), {about['cores']} cores, {about['memoryGiB']} GiB, "
            f"{about['date']}, load before {about['loadBefore']}",
            *slide,
            "value: median of the rounds, which all contenders take in turns; spread: least to most of the rounds"]


def text(about, rows):
    table = [["figure", "value", "spread", "limit", "", "remark"]] + [cells(row) for row in rows]
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    lines = [head(about), [""]] + [["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip()]
                                   for line in table]
    return "\n".join(line for part in lines for line in part)
