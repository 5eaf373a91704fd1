"""The word classes that `sentence` tells a hole by.

Where a word belongs to two classes ("needs" is a noun and a verb), it stands where it is doubted
least often in ordinary text.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(rows: dict[str, str]) -> dict[str, frozenset[str]]:
    return {left: _words(rights) for lefts, rights in rows.items() for left in lefts.split()}


# Words that still need a noun. "this", "all" or "some" can stand alone.
ARTICLES = _words("a an the my your its our their every whose no")
# "this", "each": alone they can be a subject, yet more often a noun stood behind them.
POINTERS = _words("this each another")
PREPOSITIONS = _words(
    """of to for from with at into onto by in on through during without within between among
    against toward towards upon via despite per about after before since until under over behind
    beneath beside beyond across around near throughout regarding unlike besides like than as"""
)
# Verbs that need an object, and are no nouns.
TRANSITIVES = _words(
    """accept achieve acquire add administer adopt afford alleviate allow analyze apply arouse
    arrange assess attend attract avoid await bear become book boost bring build calm choose
    clarify cleanse combine compile complete configure confirm confuse consider consume contain
    convert counteract create cure customize decide deepen define deliver demonstrate describe
    deserve destroy detect determine develop diminish disable discover dislike distribute ease
    eliminate emphasize employ enable encourage enhance enjoy enrich ensure establish evaluate
    examine exceed execute expect explore facilitate find fix foster gather generate get give
    handle hate have heal heighten hinder hydrate identify ignore illustrate implement improve
    include incorporate indicate initiate insert install introduce invite involve justify keep
    lack learn lessen locate loosen love maintain make manage maximize merge mimic minimize
    mitigate modify moisturize need nourish nurture observe obtain offer omit oppose optimize
    override perform permit possess postpone prefer prescribe preserve prevent produce promise
    promote protect provide pursue quit reach receive recommend reduce refine regard reject
    rejuvenate relieve remember remove replace represent require resist restore retain retrieve
    revitalize satisfy save seek select send skip solve soothe specify stabilize stimulate
    strengthen submit suggest sustain tailor take teach tolerate transform treat try undergo use
    utilize validate verify want wear withstand"""
)
# Verbs that need an object, and are nouns too, or often do without: told by the subject.
TRANSITIVES_WITH_SUBJECT = _words(
    """appreciate balance beat brought cause change check chose combat compare complement
    control cover demand demonstrate discuss display do enter exercise experience favor favour
    feature finish found fund gain gave got grant had help increase influence integrate kept
    know like made master mention met miss monitor own plan practice practise praise prohibit
    publish purchase read receive report request review rub save saw schedule see sell spread
    start stop study support taste taught tell took track trigger trust understand update visit
    welcome write"""
)
# Words that a verb follows, or that make it an order.
SUBJECTS = _words(
    """i you he she we they who to please people experts doctors therapists many most some it
    that which nothing everything rarely usually really never ever also often always already can
    could will would should may might must don't doesn't didn't not"""
)
# Before a participle in -ed these show that it has an object.
ACTIVE = _words("i you he she we they who never have has had having also i've we've they've you've")
# A clause with a subject of its own follows these.
SUBORDINATORS = _words("because if when while although though whereas unless whether")
# "shows that X helps": behind these words "that" begins a clause and is no relative pronoun.
SAYING = _words(
    """believe claim claims ensure ensures feel find found know known learn learned mean means prove
    proven proves said say says show shown shows suggest suggests think"""
)
# Verbs that are hardly followed by another finite verb: "many say X helps".
SAYING_ONLY = _words("believe know say says suggest suggests think thinks")
# "to be", and what opens a question: "is it", "does it".
BE = _words("is are was were be been isn't aren't wasn't weren't")
AUXILIARIES = _words(
    """is are was were do does did can could will would should may might has have had
    isn't aren't don't doesn't didn't can't couldn't won't wouldn't shouldn't"""
)
# "how does", "how often should": behind these the subject follows the auxiliary.
ASKING = _words("how why often long")
# "It is called": a name has to follow.
NAMING = _words("called named dubbed termed")
# Behind these a participle in -ed needs no noun before it: "have used in", "than used in".
BEFORE_PARTICIPLE = _words("have having get gets getting become becomes as than no")
# "it's": no possessive.
CONTRACTED = _words("it that he she there here what who where how let when one")
# Adjectives without a telling ending, and origins.
ADJECTIVES = _words(
    """aching active actual additional advanced affordable amazing ancient appropriate bad basic
    best better big bigger brief busy calming certain cheap cheaper clean clear cold common
    complete complex convenient correct corresponding current daily deep deeper detailed different
    direct dry early easier easy efficient emotional empty entire exact excellent exclusive
    existing explicit external extra fabulous famous fantastic fast faster favorite favourite final
    fine firm first former free frequent fresh full further future gentle gentler given good great
    greater growing happier happy healing healthy heavy high holistic home hot ideal important
    independent initial inner intense internal invalid invaluable invigorating large larger last
    lasting later latest leading legendary lengthy light lighter local long longer low lower main
    major maximum medical mild milder minimum minor modern modest monthly multiple natural nearby
    new next nice normal occasional old older on-site ongoing online open ordinary other outdoor
    outstanding overall own painful perfect permanent physical plain pleasant popular present
    previous prior private professional prolonged promising proper proven public pure quick random
    rare raw real recent refreshing regular relaxing reliable remaining respective resulting
    rewarding rich rough safe safer same second sensitive separate serious severe sharp short
    shorter signature similar simple single slight slow small smaller smooth soft softer soothing
    sore special specific steady strong stronger stunning subsequent subtle sufficient suitable
    superb superior surprising sweet symbolic tender thick thin third thorough tired total typical
    underlying unique unknown upcoming upper useful usual valid varied various vital warm warmer
    weak weekly well-known whole wide wild wonderful worst worthy young"""
) | _words(
    """african arabic asian balinese bavarian british chinese dutch eastern english european
    finnish french german greek hawaiian hungarian indian indonesian italian japanese korean latin
    moroccan nordic oriental persian russian scandinavian spanish swedish swiss thai tibetan turkish
    vietnamese western"""
)
# Adjectives that hardly stand behind "is": whatever comes before, a noun has to follow.
ATTRIBUTIVE = _words(
    """certain corresponding entire former initial main multiple original overall particular
    previous recent regular respective resulting subsequent traditional underlying upcoming
    various"""
)
# What else is taken for an adjective, and the nouns among it.
ADJECTIVE_ENDINGS = (
    *("ous", "ful", "less", "ible", "able", "al", "ive", "ic", "ed"),
    *("ary", "ish", "est", "some", "like"),
)
NOUNS_LIKE_ADJECTIVES = _words(
    """alternative animal approval archive arrival basic bed boundary cable capital clinic deal
    dictionary directive dish drive essential executable fabric feed finish general goal hospital
    individual initiative interest interval journal library live logic magic manual material meal
    mechanic metal metric music need objective original perspective potential primary proposal
    public real referral relative removal rental request rest retrieval seed signal speed summary
    table terminal test topic total traffic trial tutorial variable vegetable vocabulary"""
)
# Two words that describe the noun that comes next.
DESCRIBING_PAIRS = frozenset({"deep tissue", "hot stone", "full body", "whole body"})
# Behind these an adjective still needs its noun.
BEFORE_ADJECTIVE = (ARTICLES | PREPOSITIONS | POINTERS) | _words(
    "that these those any some all both enough several many more most his her very"
)

# The rest of this module: words that can neither be nor begin a noun. Verbs first.
MODALS = _words("can cannot could will would shall should may might must can't couldn't won't")
VERBS_IN_S = _words(  # none that is a plural noun as well ("works", "uses", "needs")
    """accepts addresses adds affects alleviates allows appears applies arises attracts avoids
    becomes begins belongs brings builds calms carries chooses cleanses combines comes consists
    contains continues convinces creates cures deepens depends describes develops differs
    diminishes earns eases eliminates employs enables encourages enhances enriches ensures
    exists expires fades feels fits focuses gains gets gives goes grows happens heals helps
    improves includes increases introduces invites involves keeps lasts leads lets lies loosens
    lowers makes matters melts nourishes occurs offers originates penetrates performs prepares
    prevents produces promotes protects proves provides reaches receives recommends reduces
    refers refreshes rejuvenates relaxes relies relieves remains removes replaces requires
    responds restores revitalizes saves seems sends serves softens soothes stays stimulates
    strengthens strives succeeds suits supports takes teaches tells tends understands varies
    wants warms"""
)
FINITE = (
    _words(
        """is are was were has have had does did isn't aren't wasn't weren't hasn't haven't doesn't
        didn't wouldn't became began came gave grew hurts knew rose took went wrote"""
    )
    | MODALS
    | VERBS_IN_S
)
# Verbs when a noun follows, else rather plurals: "the works wonders".
VERBS_LIKE_PLURALS = _words("costs dates helps means needs starts uses works")
# Plural verbs that are no nouns: "benefits of X include".
BARE_VERBS = _words(
    """achieve activate alleviate allow appear arise become begin belong bring combine come consist
    contain create deliver depend differ enable encourage enhance ensure exist generate get give go
    happen heal improve include incorporate introduce invite involve keep lie lower maintain make
    melt nourish occur penetrate prevent produce promote protect provide reduce relax relieve rely
    remain remove require restore seem serve soothe stimulate strengthen suit take teach tend
    vary"""
)
# Plural verbs that are nouns too.
BARE_VERBS_LIKE_NOUNS = _words(
    """aid benefit boost calm cause combat cost demand ease feel help hurt last lead look mean
    need offer play range seem show start support trigger use vary want work"""
)
# "with you feel": a pronoun and its verb.
PRONOUNS = _words("i you he she we they")
AFTER_PRONOUN = FINITE | BARE_VERBS | BARE_VERBS_LIKE_NOUNS
# Some prepositions begin a clause as well; there only a modal tells: "after you may".
CLAUSE_PREPOSITIONS = _words("after before since until as than like to")
# Words that join, and words that say when, where or how.
CONJUNCTIONS = _words("and or but nor because although though whereas while unless")
LINKS = _words(
    """of to for from with at into onto by in on through during without within between among
    against toward towards upon via despite per until since as than before after under"""
)
ADVERBS = _words(
    """also always often usually sometimes never really rarely already today tomorrow tonight here
    there again anymore elsewhere everywhere instead together too thus therefore however once twice
    now then so yet sooner later ever"""
)
# Nouns and adjectives in -ly.
NOT_ADVERBS = _words("only early daily weekly monthly family friendly likely supply reply ugly")
TWO_WORD_LINKS = frozenset(
    {"such as", "rather than", "so that", "as well", "even if", "even when", "only if", "only when"}
)
# "every week" says when, and is no object.
TIMES = _words("day week month year morning evening night time")
# Behind a word in -s these show it to be a verb.
OBJECTS = _words("the a an this these those my your his its our their them us you people")
# What may follow "Do" where a sentence begins with it.
AFTER_DO = OBJECTS | PRONOUNS | _words("not it so what")
# Words in -s that are never verbs.
SINGULARS_IN_S = _words("series means lens news species sales sports days hours minutes weeks")
# What follows a hole, by what stands before it.
NOT_AFTER_VERB = FINITE | CONJUNCTIONS | LINKS | ADVERBS
NOT_AFTER_PREPOSITION = NOT_AFTER_VERB | _words("i he she we they that who if like along")
NOT_AFTER_ARTICLE = NOT_AFTER_PREPOSITION | _words(
    """which whom where when why how you it the this these those my your its our their
    be been being about except around across whenever plus that's"""
)

# Neighbours in ordinary text although both classes say otherwise.
ORDINARY = _table(
    {
        "apply choose get love on over prefer seek through try want": "to",
        "after before since until": "he i she they we now that then",
        "as": "always before for he i if in is of per she they though to was we with",
        "than": "at by for he i if in is on she that they to we with",
        "to": "also always have never often really that then here there",
        "have": "also always never often to",
        "for": "as at now that",
        "by": "now that then",
        "from": "that under within here there",
        "about": "that to",
        "add": "on to",
        "allow": "for",
        "corresponding easy expect indicate offer plan": "to",
        "long same": "as",
        "see": "also",
        "at": "once that",
        "in": "that then here there",
        "keep": "in",
        "like": "in that to so",
        "need": "for to",
        "take": "into",
        "use": "of",
    }
)
IDIOMS = frozenset(
    {"before and after", "by and large", "in and around", "in and out", "on and off", "to and from"}
)
# "log in with", "later on,", "want to.": here the preposition ends its phrase.
PHRASE_ENDS = _table(
    {
        """log logs logged logging sign signs signed opt opts plug plugs plugged fill filled carry
        carries go goes going move moves turned later early so pass passed join built switch
        read""": "in on over by through around along across",
        "want wants need needs used able how trying referred refers": "to",
        "ever shortly soon long day week year night": "before after",
    }
)
ABBREVIATIONS = _words("e.g. i.e. etc. vs. cf. dr. mr. mrs. ms. st. no. approx. ca. fig.")
# Whole words of one letter elsewhere: fragments only where the text shows itself English.
FOREIGN_WORDS = frozenset("eouywzskvàèéóáåö")
ENGLISH = _words("the and with that this from your which")
