"""Ways to reach a spammer: addresses, names and numbers beside a token.

Spam writes them so that filters miss them: in other forms of letters and digits, parted by blanks
and signs, with an O for a zero.
"""

import re
from unicodedata import normalize

# Within a sentence spam is terse: of other people's long sentences with an address in them, half
# or more have it further away than this, in code points.
_REACH = 40
# What ends the name of a file, so that it is no address.
_FILES = frozenset(
    """bash bat bmp c cfg conf cpp crt cs css csv dll dockerfile docx env exe gif gz h hpp html ico
    ini ipynb java jinja jpeg jpg js json jsx key kt less lock log lua md mdx mjs mp3 mp4 pdf pem
    php png pptx ps1 py pyc pyi pyx qmd r rb rs rst scss sh sql svg tar tex tf toml ts tsx txt vue
    wasm webp woff woff2 xls xlsx xml yaml yml zip zsh""".split()
)
# Where a sentence ends, but not within a number parted by full stops.
# Finds "a. B" and "a.) B", not "010. 1234" or "a.b".
_ENDS = re.compile(r"""(?<=\S)[.!?…]+["'”’»)\]]*\s+(?!\d)|[。！？]""")
# Finds "https://a", "www.a" and "by @ab", not "a://" or "a@b".
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\w|(?<!\w)@\w", re.IGNORECASE)
# Finds "bit.ly/88abc", "abet.link" and "README.md", not "e.g. this" or "1.5".
_DOTTED = re.compile(
    r"(?<![\w.])(?:[^\W_][\w-]{0,62}\.){1,6}(?P<ending>[^\W\d_]{2,24})(?!\w)(?P<path>[/?]\S)?"
)
# Finds "LINE : @22gx", "QQ 12345678" and "KakaoTalk ID ab22", not "line 12" or "in line with".
_MESSENGER = re.compile(
    r"""(?:(?<!\w)(?:line|kakao(?:talk)?|katalk|wechat|qq|telegram|tg|whatsapp|wa|zalo|viber|signal)
    |微信|카카오톡|카톡|라인|텔레그램) (?:[\s:]|id(?!\w)){0,6} (?:@|(?=[\w.-]*\d)[\w.-]{4,})""",
    re.IGNORECASE | re.VERBOSE,
)
# Finds "O1O ˚ 2712 ˚ 0000" and "+82 (10) 1234-5678", not "1, 2, 3, 4, 5, 6, 7, 8".
_NUMBER = re.compile(r"(?<![^\W_])[\dOo](?:(?!,\s)[\W_]{0,5}[\dOo]){7,}(?![^\W_])")
# Spans "2026-01-31" and "2010 - 2023", not "2026-99-99".
_DATES = re.compile(r"(?:19|20)\d\d\W{1,3}(?:[01]\d\W[0-3]\d|(?:19|20)\d\d)")


def contact(before: str, after: str) -> str | None:
    """Return a way to reach somebody in the sentence around a place, None if there is none.

    Args:
        before: the text before the place, without links and code.
        after: the text after it.
    """
    for part in (_ENDS.split(before)[-1][-_REACH:], _ENDS.split(after)[0][:_REACH]):
        text = normalize("NFKC", part)
        for pattern in (_ADDRESS, _MESSENGER):
            if found := pattern.search(text):
                return found[0]
        for found in _DOTTED.finditer(text):
            ending = found["ending"]
            one_case = not ending[1:].islower() or ending[0] == ending[0].lower()
            if found["path"] or (one_case and ending.lower() not in _FILES):
                return found[0]
        for found in _NUMBER.finditer(text):
            if sum(map(str.isdigit, found[0])) >= 5 and not _DATES.fullmatch(found[0]):
                return found[0]
    return None
