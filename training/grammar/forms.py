"""Irregular forms, and lists of words to choose from."""

IRREGULAR = {
    ("mouse", "s"): "mice",
    ("fish", "s"): "fish",
    ("sheep", "s"): "sheep",
    ("wolf", "s"): "wolves",
    ("child", "s"): "children",
    ("knife", "s"): "knives",
    ("go", "ed"): "went",
    ("run", "ed"): "ran",
    ("run", "ing"): "running",
    ("come", "ed"): "came",
    ("come", "ing"): "coming",
    ("ride", "ed"): "rode",
    ("drive", "ed"): "drove",
    ("swim", "ed"): "swam",
    ("swim", "ing"): "swimming",
    ("sell", "ed"): "sold",
    ("teach", "ed"): "taught",
    ("build", "ed"): "built",
    ("sing", "ed"): "sang",
    ("write", "ed"): "wrote",
    ("draw", "ed"): "drew",
    ("fly", "ed"): "flew",
    ("catch", "ed"): "caught",
    ("take", "ed"): "took",
    ("make", "ed"): "made",
    ("feed", "ed"): "fed",
    ("grow", "ed"): "grew",
    ("cut", "ed"): "cut",
    ("cut", "ing"): "cutting",
    ("throw", "ed"): "threw",
    ("put", "ed"): "put",
    ("put", "ing"): "putting",
    ("hit", "ed"): "hit",
    ("hit", "ing"): "hitting",
}

LISTS = {
    "place": (
        "river lake forest park garden street beach field farm market station house bridge sea town "
        "village mountain zoo school kitchen river lake water hill road pond valley stream square"
    ).split(),
    "motion": "go|go|go|walk|walk|run|run|come|hurry|return|go back|go down|walk over".split("|"),
    "over": "over|over|over|back|forward|out|up|across the field|across the grass|down the street".split(
        "|"
    ),
    "adjective": (
        "old young small big little hungry tired happy brave quiet strong lazy clever friendly sad"
    ).split(),
    "quality": (
        "old new big small beautiful white green red blue expensive dirty clean heavy ready"
    ).split(),
    "when": "today|yesterday|in the morning|every day|at night|in the evening|on sunday|again".split(
        "|"
    ),
    "start": "|||||every morning , |in summer , |after school , |today , |at noon , ".split("|"),
    "nice": "good great wonderful beautiful excellent funny".split(),
    "awful": "bad terrible awful boring horrible stupid".split(),
    "work_of_art": "film movie book song story show concert game".split(),
    "judged": (
        "film movie book song story show concert game food dinner meal weather trip party hotel restaurant"
    ).split(),
    "colour": "red blue green yellow black white brown orange pink purple".split(),
    "family": (
        "father mother brother sister son daughter uncle aunt grandfather grandmother husband wife cousin"
    ).split(),
    "countable": "apples oranges books pencils cookies eggs flowers balloons coins cards".split(),
    "room": "kitchen|bedroom|bathroom|garden|living room|garage|dining room".split("|"),
    "question": (
        "where {belonging.is} my {belonging.one}|what is your name|how old are you|can you help me|why are you crying|"
        "where do you live|what time is it|are you hungry|do you like music|when does the train leave"
    ).split("|"),
    "order": (
        "open your books|close the door|sit down|come with me|be careful|wait for me|do not run|"
        "listen to me|wash your hands|look at that {adjective} dog"
    ).split("|"),
    "remark": (
        "i am hungry|i am tired|it is cold today|we are late|the soup is hot|i like this {work_of_art}|"
        "this {work_of_art} is {nice}|i have lost my {belonging.one}|my {family} is at home|it is raining"
    ).split("|"),
    "clause": (
        "near the {place}|behind the {place}|next to the {place:s}|in the old houses|by the {place}|"
        "close to the {place:s}"
    ).split("|"),
}
