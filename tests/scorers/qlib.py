"""Shared helpers: tokens, quoted regions, kind, part splitting."""

import re

OPEN = "“«„"
CLOSE = "”»"
DQ = '"＂'
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def words(text):
    return [(m.start(), m.end()) for m in WORD.finditer(text)]


def quoted_regions(text):
    """[(start,end)] of text between double quotation marks (marks included).
    Works paragraph by paragraph; an opening mark left open runs to the paragraph end
    (the convention for quotes continued in the next paragraph)."""
    out = []
    pos = 0
    for para in re.split(r"(\n+)", text):
        st = None
        for m in re.finditer(r"[“”«»„\"＂]|``|''", para):
            c = m.group()
            if c in ("“", "«", "„", "``"):
                if st is None:
                    st = m.start()
            elif c in ("”", "»", "''"):
                if st is not None:
                    out.append((pos + st, pos + m.end()))
                    st = None
            else:
                if st is None:
                    st = m.start()
                else:
                    out.append((pos + st, pos + m.end()))
                    st = None
        if st is not None and para.strip():
            out.append((pos + st, pos + len(para.rstrip())))
        pos += len(para)
    return out


def split_parts(text, parts):
    """Contiguous parts; split at line breaks, merge when only non-word characters lie between."""
    ps = []
    for s, e in sorted(parts):
        i = s
        for m in re.finditer(r"\n+", text[s:e]):
            if m.start() + s > i:
                ps.append([i, m.start() + s])
            i = m.end() + s
        if e > i:
            ps.append([i, e])
    out = []
    for s, e in ps:
        if not WORD.search(text[s:e]):
            continue
        if out and not re.search(r"\w|\n", text[out[-1][1] : s]) and s - out[-1][1] <= 4:
            out[-1][1] = max(e, out[-1][1])
        else:
            out.append([s, e])
    return out


def trim(text, s, e):
    """Core of a span for strict comparison: outer punctuation, quotation marks and a leading 'that' dropped."""
    m = re.match(r"[\W_]*(?:that\b[\W_]*)?", text[s:e], re.I)
    if m and m.end() < e - s:
        s += m.end()
    while e > s and not text[e - 1].isalnum():
        e -= 1
    return s, e


def kind_of(text, s, e, regions):
    s2, e2 = trim(text, s, e)
    ws = [(s2 + a, s2 + b) for a, b in words(text[s2:e2])]
    if not ws:
        return "indirect"
    inq = sum(any(a >= r0 and b <= r1 for r0, r1 in regions) for a, b in ws)
    if inq == 0:
        return "indirect"
    if inq < len(ws):
        return "mixed"
    # entirely inside marks: woven into the reporter's sentence -> mixed
    r = [r for r in regions if r[0] <= s2 and e2 <= r[1] + 1]
    if r:
        before = text[: r[0][0]].rstrip(" ")
        if text[s2].islower() and before and before[-1].isalnum():
            return "mixed"
        if text[s2].islower() and before and before[-1] in "’)—":
            return "mixed"
    return "direct"
