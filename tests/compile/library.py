r"""A library of 2,000 entries in which every entry type, name form and kind of character occurs.

The n-th entry takes the n-th of each list and begins again at its end: the same bytes every time.
"""

from collections.abc import Iterator

COUNT = 2000

# What a style asks for is there, so that its warnings are about how we write, not about what is missing.
TYPES = {
    "article": "journal",
    "inproceedings": "booktitle",
    "conference": "booktitle",
    "book": "publisher",
    "inbook": "publisher pages",
    "incollection": "booktitle publisher",
    "booklet": "",
    "manual": "organization",
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
    "unpublished": "note",
    "proceedings": "publisher",
    "misc": "",
    "online": "url",
    "electronic": "url",
    "www": "url",
    "software": "url",
    "dataset": "publisher",
    "thesis": "institution",
    "report": "institution",
    "collection": "editor publisher",
    "mvbook": "publisher",
    "reference": "editor publisher",
    "inreference": "booktitle editor publisher",
    "suppbook": "booktitle publisher",
    "bookinbook": "booktitle publisher",
    "patent": "number",
    "periodical": "editor",
    "suppperiodical": "journal",
    "mvproceedings": "publisher",
    "image": "",
    "Weird": "",
}

NAMES = (
    "Dao, Tri", "Tri Dao", "van der Maaten, Laurens", "Ludwig van Beethoven", "Davis, Jr., Sammy",
    "{OpenAI}", "{Barnes and Noble, Inc.}", "Plato", "family=Gogh, given=Vincent, prefix=van",
    "Müller, Jürgen", 'M{\\"u}ller, J.', "{\\L}ukasz Kaiser", "Łukasz Kaiser", "Nguyễn, Văn Anh",
    "山田, 太郎", "محمد علي", "Иванов, Иван", "O'Neil, Séan", "de la Cruz y García, Ana",
    "al-Khwārizmī, Muḥammad", "Smith, J. and others",
    "Smith, J. and et al.", "Smith, J. and and Doe, K.",
    "Smith, J.; Doe, K.",
    "Smith, J. & Doe, K.", "A, B, C, D", "{\\'E}mile Zola", "J.-P. Serre", "von Neumann, John",
    "d'Alembert, Jean", "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin", "Vincent Van Gogh",
    "X_1 Research", "{Société & Cie}", "Ødegård, Åse", "Þórðarson, Björn", "Đặng, Thị", "Şahin, İsmail",
    "Ćwiek, Żaneta", "{\\relax Ch}ristine Doe", "Jean-Baptiste {de La Salle}", "Ngũgĩ wa Thiong'o",
    "Papadopoulos, Γιώργος", "李明", "Emoji 😀 Person", "de~la~Fontaine, Jean", "Trần\u00a0Đức Thảo",
    "Str{\\\"o}m, {\\AA}sa", "Jos\\'e N\\'u\\~nez",
)  # fmt: skip

# Each between two words, in a title, a note and a venue.
PIECES = (
    "AT&T", "100%", "C#", "a_b", "x^2", "~tied", "$x_{2}$", "$O(n \\log n)$", "$\\mathcal{O}(n)$",
    "$\\Delta$", "costs $5", "\\& \\% \\# \\_ \\$", "{NeRF}", "{\\'E}tale", "\\'etude", "\\ss{}", "\\o re",
    "\\c{c}a", "\\v s", "\\.{z}", "\\k{a}", "\\emph{one}", "{\\em two}", "\\textbf{b}\\textit{i}",
    "\\textsc{Sc}", "\\texttt{a_b}", "\\LaTeX{}", "\\TeX{}", "\\enquote{q}", "\\ourmacro{}",
    "\\href{https://x.org/a_b%20c#d}{t}", "\\url{https://x.org/a_b%20c#d&e}", "\\footnote{f & g}",
    "\\noopsort{1973}K", "\\textsuperscript{st}", "\\ensuremath{\\alpha}", "``q''", "“q”", "‘q’", "it's",
    "it’s", "a–b", "a—b", "a--b", "a - - b", "…", "\\ldots", "éàüñç", "ÅØÆœß", "ğşİı", "łŁąę", "őűŐŰ",
    "āēīōū", "ơưạếộ", "αβγ", "ΣΩΔ", "β₂", "10⁻³", "x²", "S²FT", "ℓ₁", "ℝⁿ", "𝔼", "∞", "≤ ≥ ≠ ≈", "→ ⇒ ↔",
    "∈ ∀ ∃ ∅", "×÷±", "∑∏∫√", "·•°", "€£¥¢", "©®™", "§¶†‡", "½¼¾", "«q»", "„q“", "¿qué?", "¡ya!", "漢字",
    "ひらがな", "한국어", "Привет", "שלום", "مرحبا", "ไทย", "हिन्दी", "😀", "👩‍🔬", "µm", "№5", "a\u200bb",
    "a\u00a0b", "a\u202fb", "a\u0301b", "x\u0304y", "ﬁne", "Ａｂ", "Å", "′ ″", "− ‐ ‑", "\u202eabc", "a\tb",
    '"quoted"', "<tag>", "|bar|", "@at", "*star*", "[1]", "(a)", "a/b", "\\textbackslash{}", "\\{set\\}",
    "\\textasciitilde{}", "\\mbox{word}", "\\underline{u}", "\\'{\\i}", "\\d{a}\\b{b}",
    "{\\aa}{\\ae}{\\oe}", "\\dh\\th{} \\DJ", "GPT-4", "iPhone", "R\\&D", "3D", "A", "Bayesian",
    "well-being", "\\,thin\\;space\\ x", "\\-hyphen", "C:\\\\path", "50 \\%x",
)  # fmt: skip

KEYS = (
    "plain{}", "conf/nips/X{}", "Name:{}", "A.B+{}", "Müller{}", "漢字{}", "x-y_{}", "2020{}", "a b{}",
)  # fmt: skip
MONTHS = (
    "jan", "{10}", "{October}", "{10~Oct}", "dec # {~5}", "{sept}", "nonsense",
)  # fmt: skip
PAGES = (
    "{1--9}", "{1-9}", "{1–9}", "{e12}", "{1,3,5}", "{ix--xii}", "{A-1--A-9}", "7",
)  # fmt: skip
DOIS = (
    "10.1000/182", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2", "10.1007/978_3",
    "10.1/a%b#c", "https://doi.org/10.1145/1.2", "10.48550/arXiv.2403.04652", "not a doi",
)  # fmt: skip
URLS = (
    "https://example.org/a_b?c=d&e=%20#f", "https://example.org/~me/{x}", "https://例え.jp/é",
    "http://a.b/c;d", "https://arxiv.org/abs/2403.04652", "https://example.org/a\\_b\\%20", "ftp://x.org",
    "www.x.org",
)  # fmt: skip


def library() -> str:
    """Return the library as somebody's .bib file."""
    return "\n".join(_entry(number) for number in range(COUNT)) + "\n"


def _entry(number: int) -> str:
    kind = tuple(TYPES)[number % len(TYPES)]
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(number, kind))
    key = KEYS[number % len(KEYS)].format(number)
    return f"@{kind}{{{key},\n{fields}}}\n"


def _fields(number: int, kind: str) -> Iterator[tuple[str, str]]:
    piece, other = PIECES[number % len(PIECES)], PIECES[(number * 7 + 3) % len(PIECES)]
    names = [NAMES[(number * step + step) % len(NAMES)] for step in range(1, 1 + number % 3 + 1)]
    title = f"On {piece} and the {other} Problem"
    yield "title", f"{{{{{title}}}}}" if number % 50 == 7 else f"{{{title}}}"
    if kind not in ("collection", "reference"):
        yield "author", f"{{{' and '.join(names)}}}"
    yield "year", str(1900 + number % 130)
    if number % 4 == 0:
        yield "month", MONTHS[number // 4 % len(MONTHS)]
    for name in TYPES[kind].split():
        yield name, _needed(name, number, other)
    if number % 3 == 0:
        yield "pages", PAGES[number // 3 % len(PAGES)]
        yield "volume", f"{{{number % 40}}}"
    if number % 3 == 0 and "journal" in TYPES[kind]:
        yield "number", f"{{{number % 12}}}"
    if number % 5 == 0 and "note" not in TYPES[kind]:
        yield "note", f"{{Seen {piece} here}}"
    if number % 6 == 1:
        yield "doi", f"{{{DOIS[number % len(DOIS)]}}}"
    if number % 7 == 2 and "url" not in TYPES[kind]:
        yield "url", f"{{{URLS[number % len(URLS)]}}}"
    if number % 11 == 3:
        yield "eprint", f"{{{2000 + number % 24:04}.{number:05}}}"
        yield "archiveprefix", "{arXiv}"
        yield "primaryclass", "{cs.LG}"
    yield "groups", "{a, b}"
    yield "keywords", f"{{{piece}}}"


def _needed(name: str, number: int, piece: str) -> str:
    if name == "url":
        return f"{{{URLS[number % len(URLS)]}}}"
    if name == "editor":
        return f"{{{NAMES[(number + 5) % len(NAMES)]}}}"
    if name == "pages":
        return PAGES[number % len(PAGES)]
    if name == "number":
        return f"{{US{number}}}"
    return f"{{The {piece} {name.capitalize()}}}"
