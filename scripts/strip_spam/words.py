"""Small classes of English words: what still waits for a word, and what can't be that word.

Each earned its place on other people's prose. Where a word belongs to two classes ("needs" is a
noun and a verb), it stands where it was wrong least often.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that wait for a noun.
ARTICLES = _words("a an the my your its our their every whose no")
PREPOSITIONS = _words(
    """of to for from with at into onto by in on through during without within between among
    against toward towards upon via despite per about after before since under over beneath
    beyond across throughout regarding unlike like than as"""
)
# Here the preposition ends its phrase.
PHRASES = frozenset(
    (
        "log in",
        "logged in",
        "sign in",
        "opt in",
        "carry on",
        "go on",
        "so on",
        "later on",
        "turned on",
        "want to",
        "able to",
    )
)
# They can stand alone, but before a verb a noun more often stood behind them.
POINTERS = _words("this each another")
# "it's": no possessive.
CONTRACTED = _words("it that he she there here what who where how let when one")
# Words that wait for another word, for a subject, for more.
JOINING = _words("and or both either nor")
SUBORDINATORS = _words("because if until when while though unless whether")
SAYING = _words("believe ensure ensures know means note say says show shows suggest suggests")
BE = _words("is are was were be been isn't aren't wasn't weren't")
AUXILIARIES = _words("is are do does can could should will")

# Verbs that need an object, and are no nouns; those that are nouns as well; other verbs.
TRANSITIVE = _words(
    """accept achieve add alleviate allow apply avoid await choose combine configure contain
    convert create define deliver demonstrate describe detect determine develop disable eliminate
    enable encourage enhance enjoy ensure establish evaluate execute expect generate give have
    heal ignore implement improve include incorporate indicate introduce invite involve keep
    loosen maintain make manage minimize mitigate moisturize nourish obtain optimize override
    perform possess prefer preserve prevent produce promote protect provide receive recommend
    reduce reject rejuvenate relieve remove replace represent require restore retrieve see seek
    send skip solve soothe specify stimulate strengthen suggest take teach tell undergo utilize
    verify wear write"""
)
NOUNS_TOO = _words("book ease find install offer save select treat try use")
INTRANSITIVE = _words(
    """appear arise begin belong come consist depend differ exist expire go happen occur
    originate refer rely remain respond seem serve succeed tend vary"""
)

# Adjectives without an ending that shows them; the endings; nouns that have such an ending.
ADJECTIVES = _words(
    """appropriate bad better big brief certain clean common complete complex correct
    corresponding current daily different early empty entire exact existing explicit extra few
    first following free full further future gentle given good great greater healthy heavy high
    hot important large larger last leading little long lower main major many maximum minimum
    minor modern multiple new next nice old older ongoing open other own particular perfect plain
    popular private proper pure quick raw recent regular relaxing relevant remaining resulting
    safe same second separate short similar simple single small soothing strong subsequent
    thorough underlying unique unknown warm whole wide wrong young"""
)
ADJECTIVE_ENDINGS = ("ous", "ful", "ible", "able", "al", "ive", "ic", "ed", "ary", "est")
NOUNS_LIKE_ADJECTIVES = _words(
    """archive bed deal dictionary executable feed finish general goal hospital interest journal
    library live manual material meal music need objective proposal request rest signal speed
    summary table terminal test topic variable"""
)
# An adjective behind one of these describes what comes next.
DETERMINERS = _words("that these any some all several many most his her") | (
    ARTICLES | PREPOSITIONS | POINTERS
) - _words("as than")

# Words that can neither be a noun nor begin one.
FINITE = _words(
    """is are was were has have had does did can cannot could will would shall should may might
    must isn't aren't wasn't weren't hasn't haven't doesn't didn't can't couldn't won't wouldn't
    became began came gave grew knew said took went wrote calms eases feels helps hurts lasts
    lies relaxes softens warms"""
)
JOINERS = _words(
    """and or but nor because although though whereas while unless of to for from with at into
    onto by in on through during without within between among against toward towards upon via
    despite per until since as than before after under"""
)
ADVERBS = _words(
    """also always often usually sometimes never rarely already today tomorrow here again anymore
    everywhere instead together too therefore however once twice now then so yet ever"""
)
NOT_ADVERBS = _words("only early daily weekly monthly family friendly likely supply reply ugly")
# Nor can these behind a preposition; and these behind an article.
PRONOUNS = _words("i he she we they that who if like when where about out")
NOT_AFTER_ARTICLE = PRONOUNS | _words(
    """which whom why how you it a an the each this these those my your its our their be been
    being not except around across over down behind below itself themselves yourself using
    containing named called that's it's you're"""
)
# Behind a word in -s one of these shows it to be a verb.
OBJECTS = _words("the a an this these those my your his its our their them us you people")

# After "Do", where a sentence begins with it, other words were perhaps forbidden: "Do not press".
AFTER_DO = OBJECTS | _words("i he she we they it not so what")

# Pairs that other people's prose holds side by side.
ORDINARY = {
    "about": _words("to that"),
    "after": _words("he she we they that"),
    "as": _words("i he she we they if that when where to with per"),
    "at": _words("once that"),
    "before": _words("i he she we they"),
    "by": _words("then"),
    "from": _words("within"),
    "in": _words("that"),
    "like": _words("to that so"),
    "on": _words("to"),
    "see": _words("also"),
    "over": _words("and to"),
    "since": _words("i he she we they then"),
    "than": _words("i he she we they in to when"),
    "through": _words("to"),
    "to": _words("have that also always never often really"),
}
