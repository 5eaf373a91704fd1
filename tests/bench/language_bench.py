"""How well does `strip-spam` judge sentences in other languages? Prints what it measured.

It takes a folder with a text for each language, `de.txt`: paragraphs of prose, an empty line
between two. Ten of them make a page, on a site in English. Into each paragraph of it a token is put
between two words, or in the place of a noun; the page is healed and compared with what it was. The
places are found by plain patterns that share nothing with the tool, and are the same in each run.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from strip_spam.find import Finder
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

TOKENS = ("경남출장", "slot gacor")
ROUNDS = 3  # places tried in each paragraph

BETWEEN = re.compile(r"(?<![^ ])[^\W\d_]{2,}(?P<gap>)(?= [^\W\d_]{2,}(?![^ ,;.]))")
ANY_WORD = re.compile(r"(?<=[^\W\d_])(?P<gap> [^\W\d_]{4,})(?=[ ,.])")


class Nouns(NamedTuple):
    """How a noun is known: it follows one of these words, and is none of those."""

    after: str
    never: str = ""  # function words, and adjectives that come before their noun; `*`: any letters
    noun: str = r"[^\W\d_A-Z][^\W\d_]{2,}"
    follows: str = "[.,;:]| [a-zà-ÿœ]+[ ,.;:'’]"  # a mark, or an ordinary word, no name

    def pattern(self) -> re.Pattern[str]:
        """Return what finds such a noun."""
        after = "|".join(self.after.split())
        never = "|".join(self.never.split()).replace("*", r"\w*") or "(?!)"
        return re.compile(
            rf"(?<![\w'’-])(?i:{after})(?P<gap> (?!(?:{never})\b){self.noun}\b)(?={self.follows})"
        )


LANGUAGES = {
    "en": Nouns(
        "the an? your its of with for from by in on",
        noun=r"[a-z]{3,}(?:[ts]ion|ment|ness|ity|[ae]nce|ware)s?",
        follows="[.,;]| (?:is|was|are|can|will|and|or|of|in|for|by|to the) ",
    ),
    "de": Nouns(
        """der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins in
        auf mit von für aus bei nach über unter durch ohne gegen zwischen""",
        "Sie Ih*",
        "[A-ZÄÖÜ][a-zäöüß]{2,}",
    ),
    "fr": Nouns(
        """le la les un une des du au aux de à dans sur pour par avec sans sous entre vers""",
        """le la les un une des ce* cet* ses leur* votre vos notre nos plus* même* autre* tou*
        chaque chacun* nouve* première? premiers dernière? derniers deux trois quatre
        lui elle* eux vous nous qui quoi que lequel laquelle lesquel* être avoir faire
        grande? grands petit* bon* certain* tels? telles? différent* seule? simple
        quelque* très bien non prochaine? moins aucune? ensuite trop haut bas beaucoup
        ici là principale? véritable mieux nombreu* *er *ir *oir *re""",
    ),
    "es": Nouns(
        "el la los las un una unos unas del al de en con por para sin sobre entre hacia desde",
        """el la los las un una es?t[aeo]s? es[aeo]s? sus? nuestr* más mism* otr* tod* cada nuev*
        primer* últim* dos tres cuatro que quien* cual* ell[ao]s? ello usted* gran
        grande mayor menor mejor buen* alg[uú]n* vari* dich* distint* diferentes divers*
        tal siguientes? s[oó]lo muy ahora hoy ah[ií] aquí allí respectiv* anterior tanto
        propi* posible principal amb[ao]s pequeñ* determinad* próxim* como quién uno
        donde *ar *er *ir *rl[aeo]s? *rse *mente""",
    ),
    "it": Nouns(
        """il lo la i gli le un uno una del dello della dei degli delle al allo alla ai agli alle
        dal dallo dalla dai dalle nel nello nella nei nelle sul sulla sui sulle di da in
        con per su tra fra""",
        """il lo la gli le un una del* al* quest* quell* suo sua suoi sue loro propri* vostr* più
        stess* altr* tutt* ogni ciascun* nuov* prim* ultim* due tre quattro che chi cui
        qual* essere grand* maggior* buon* miglior* alcun* divers* vari* tal[ei]
        seguent* sol[aoei] molto così cosa lui lei singol* cert* particolare possibile
        qui principal* piccol* precedente successiv* corrispondente corrett* semplice
        breve numeros* *are *ere *ire *rre *rsi *rl[aeio] *rvi *mente""",
    ),
    "pt": Nouns(
        """o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas
        num numa de em com por para sem sobre entre""",
        """os? as? uma? es[st][ae]s? is[st]o seus? suas? noss* mais mesm* outr* tod* tudo cada nov*
        primeir* últim* dois duas três quatro que quem quais qual ele* ela* você grande
        maior menor melhor boa bom algu* vári* diferentes divers* qualquer tal
        seguintes? só muito agora hoje ali aqui anterior tanto própri* possível
        principal ambos ambas pequen* determinad* próxim* cert* como onde *ar *er *ir
        *[áêí]-l* *mente""",
    ),
    "nl": Nouns(
        "de het een in op van voor met aan uit bij door naar over onder tussen zonder tegen",
        """van via door voor aan naar bij over onder op uit met groot bepaald ieder echt de het
        een deze dit die dat uw zijn haar hun mijn ons jouw geen elk meer ander zelf
        alle* welke? wat wie hem hen je jij zij wij er daar* hier* waar* nu twee drie
        vier vijf tien één eerst laatst zulk veel niet meest minder minst beide links
        rechts als wordt gelijk elkaar nieuw* geheel standaard compleet recent
        automatisch ge* in?ge* *gevoegd *lijk *isch *ig *ief *baar *eel *e *en""",
    ),
}


def pages(folder: Path, code: str) -> Iterator[Sequence[str]]:
    """Yield pages of ten paragraphs."""
    paragraphs = (folder / f"{code}.txt").read_text("utf-8").strip().split("\n\n")
    for n in range(0, len(paragraphs), 10):
        yield paragraphs[n : n + 10]


def measured(folder: Path, code: str, places: re.Pattern[str]) -> Counter[str]:
    """Return how many tokens in such places were undone, reported, or took other text along."""
    chance, counts = Random(5), Counter[str]()
    for page in pages(folder, code):
        for n in range(ROUNDS):
            token = TOKENS[n % 2]
            chosen = [
                chance.choice(gaps) if gaps else None
                for gaps in (
                    [match.span("gap") for match in places.finditer(text)] for text in page
                )
            ]
            polluted, cut = (
                [
                    text[: gap[0]] + put + text[gap[1] :] if gap else text
                    for text, gap in zip(page, chosen, strict=True)
                ]
                for put in (f" {token}", "")
            )
            outcome = strip("\n\n".join(polluted), Finder(TokenList((token,))))
            healed = outcome.text.split("\n\n")
            for gap, *texts in zip(chosen, polluted, cut, healed, strict=True):
                if gap:
                    dirty, clean, now = texts
                    counts[
                        "reported" if now == dirty else "undone" if now == clean else "other"
                    ] += 1
    return counts


def main(folder: Path) -> None:
    """Measure each text, and print a line for it."""
    for path in sorted(folder.glob("*.txt")):
        code = path.stem
        between = measured(folder, code, BETWEEN)
        nouns = measured(folder, code, LANGUAGES[code].pattern() if code in LANGUAGES else ANY_WORD)
        print(
            f"{code}: of {between.total()} between words {share(between, 'undone')} undone, "
            f"of {nouns.total()} {'nouns' if code in LANGUAGES else 'words'} replaced "
            f"{share(nouns, 'reported')} reported, {between['other'] + nouns['other']} mangled"
        )


def share(counts: Counter[str], kind: str) -> str:
    """Return what part of all is of a kind, in hundredths."""
    return f"{100 * counts[kind] / max(1, counts.total()):.1f} %"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
