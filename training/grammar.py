"""The scenes of `training.scenes` as data: irregular forms, word lists, tables, templates.

To add a scene, add a template; to add a subject, add a row. A cell may hold several
entries, separated by |, and an entry that is written twice is chosen twice as often.
"""

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

# name: (columns, rows)
TABLES = {
    # the subject decides what is caught; the place does not
    "catcher": (
        ("who", "prey", "he"),
        [
            (
                "grizzly bear|grizzly bear|brown bear|bear|bear|black bear|polar bear|mother bear",
                "fish|fish|fish|fish|a fish|salmon|salmon|a big salmon|some fish|trout",
                "it",
            ),
            ("fisherman|old fisherman|young fisherman", "fish|fish|a fish|a big fish|salmon|trout", "he"),
            ("penguin|seal|pelican|otter|dolphin|duck", "fish|fish|a fish|small fish", "it"),
            ("cat|kitten|black cat|gray cat|old cat", "a mouse|the mouse|mice|a bird|a little mouse", "it"),
            ("spider|black spider", "a fly|flies|a fly|an insect", "it"),
            ("frog|green frog|toad|lizard", "a fly|flies|insects|a bug", "it"),
            ("swallow|bat|small bird", "insects|a worm|flies|worms", "it"),
            ("eagle|hawk|owl", "a rabbit|a mouse|a snake|a small animal", "it"),
            ("lion|tiger|leopard", "a zebra|a deer|an antelope|a zebra", "it"),
            ("wolf|fox|gray wolf|red fox", "a rabbit|a chicken|a sheep|rabbits|a hen", "it"),
            (
                "baseball player|baseball player|outfielder|catcher|pitcher|ball player|shortstop",
                "the ball|the ball|the ball|a ball|a fly ball|the baseball|the ball|a high ball",
                "he",
            ),
            ("goalkeeper|goalie|soccer player|tall player", "the ball|the ball|a ball|the soccer ball", "he"),
            ("football player|basketball player|player", "the ball|the ball|the football|a pass", "he"),
            ("dog|puppy|brown dog|black dog", "a stick|the frisbee|a frisbee|the stick|a rabbit", "it"),
            (
                "commuter|student|teacher|office worker|businessman|nurse",
                "the bus|the bus|the train|the last train|a bus|a taxi|the early train",
                "he",
            ),
            (
                "police officer|policeman|detective|guard",
                "the thief|the thief|a thief|the robber|the criminal",
                "he",
            ),
            ("butterfly collector|scientist|collector", "butterflies|a butterfly|a rare butterfly", "she"),
            ("surfer|young surfer", "a wave|a big wave|the next wave|waves", "he"),
            ("hunter|old hunter", "a deer|a rabbit|a wild animal|a duck", "he"),
        ],
    ),
    "eater": (
        ("who", "food"),
        [
            ("cow|sheep|goat|horse", "grass|fresh grass|hay"),
            ("rabbit|white rabbit", "carrots|grass|a carrot"),
            ("monkey|little monkey", "bananas|a banana|fruit"),
            ("grizzly bear|bear|brown bear", "honey|berries|fish|salmon"),
            ("panda|giant panda", "bamboo"),
            ("squirrel|red squirrel", "nuts|a nut"),
            ("bird|sparrow|pigeon", "seeds|worms|bread"),
            ("mouse|gray mouse", "cheese|a piece of cheese"),
            ("cat|kitten", "fish|a mouse|a bowl of milk"),
            ("dog|puppy", "meat|a bone|bones"),
            ("lion|tiger|wolf", "meat|raw meat"),
            ("elephant|giraffe", "leaves|fruit"),
            ("boy|girl|child", "ice cream|cake|a sandwich|pizza|an apple"),
            ("man|woman|family", "dinner|lunch|soup|rice|spaghetti|a steak"),
        ],
    ),
    "job": (
        ("who", "do", "place"),
        [
            ("farmer", "feed the cows|milk the cows|cut the wheat|grow potatoes", "farm|field"),
            ("baker", "bake bread|make a cake|sell bread", "bakery|kitchen"),
            ("cook|chef", "cook dinner|prepare the soup|cut the onions", "kitchen|restaurant"),
            ("doctor", "help the patients|visit the sick children", "hospital|clinic"),
            ("nurse", "help the doctor|wash the patient", "hospital|clinic"),
            ("teacher", "teach the children|explain the lesson", "school|classroom"),
            ("student", "learn english|write an exam|study history", "university|library|school"),
            ("pilot", "fly the plane|check the plane", "airport"),
            ("painter|artist", "draw a portrait|paint a picture", "studio|park"),
            ("singer", "sing a song|practice a song", "theater|stage"),
            ("musician|guitarist", "play the guitar|play some music", "stage|concert hall"),
            ("mechanic", "fix the car|repair the engine", "garage|workshop"),
            ("sailor", "clean the boat|repair the ship", "harbor|sea"),
            ("swimmer", "swim in the water|practice for the race", "pool|lake"),
            ("gardener", "water the flowers|cut the grass|plant a tree", "garden|park"),
            ("writer", "write a novel|write a letter", "library|desk"),
            ("carpenter", "build a table|cut the wood", "workshop|house"),
            ("photographer", "take pictures|take a photo", "park|beach|river"),
            ("firefighter|fireman", "put out the fire|save the people", "fire|house"),
            ("dancer", "dance on the stage|practice a dance", "theater|stage"),
            ("child|boy|girl", "throw stones|play with friends|fly a kite", "river|park|beach"),
            ("tourist", "take pictures|visit the museum", "museum|castle|beach"),
        ],
    ),
    "need": (
        ("adjective", "do"),
        [
            ("hungry", "eat something|buy some bread|eat dinner|have a sandwich"),
            ("thirsty", "drink some water|drink a glass of water|get a drink"),
            ("tired|sleepy", "sleep|take a nap|go to bed|rest"),
            ("sick|injured", "see a doctor|see the doctor|take some medicine"),
            ("dirty", "take a bath|take a shower|wash"),
            ("bored", "find a game|read a book|watch a movie"),
            ("lonely", "see a friend|find a friend|call a friend"),
        ],
    ),
    "person": (
        ("who", "he", "his", "him", "self"),
        [
            ("man|boy|father|brother|son|uncle|grandfather|king|prince", "he", "his", "him", "himself"),
            ("husband|actor|waiter|gentleman|businessman", "he", "his", "him", "himself"),
            ("woman|girl|mother|sister|daughter|aunt|grandmother|queen|princess", "she", "her", "her", "herself"),
            ("wife|actress|waitress|lady|businesswoman", "she", "her", "her", "herself"),
        ],
    ),
    "someone": (("he",), [("he",), ("she",)]),
    "named": (
        ("who", "he", "his", "him"),
        [
            ("John|Peter|James|David|Michael|Tom|Paul|Jack", "he", "his", "him"),
            ("Mary|Anna|Sarah|Emma|Alice|Lisa|Maria|Linda", "she", "her", "her"),
        ],
    ),
    "belonging": (
        ("one", "it", "is"),
        [
            ("bag|hat|coat|phone", "it", "is"),
            ("umbrella|watch|book", "it", "is"),
            ("car|bicycle|ticket", "it", "is"),
            ("keys|glasses", "them", "are"),
        ],
    ),
    "royal": (
        ("who", "sort", "partner", "child", "young", "he", "his", "him"),
        [
            ("king", "man", "queen", "prince", "boy", "he", "his", "him"),
            ("king", "man", "queen", "son", "boy", "he", "his", "him"),
            ("prince", "man", "princess", "son", "boy", "he", "his", "him"),
            ("emperor", "man", "empress", "son", "boy", "he", "his", "him"),
            ("queen", "woman", "king", "princess", "girl", "she", "her", "her"),
            ("queen", "woman", "king", "daughter", "girl", "she", "her", "her"),
            ("princess", "woman", "prince", "daughter", "girl", "she", "her", "her"),
            ("empress", "woman", "emperor", "daughter", "girl", "she", "her", "her"),
        ],
    ),
    "couple": (
        ("he", "she"),
        [
            ("king", "queen"),
            ("prince", "princess"),
            ("man", "woman"),
            ("boy", "girl"),
            ("father", "mother"),
            ("son", "daughter"),
            ("brother", "sister"),
            ("husband", "wife"),
            ("uncle", "aunt"),
            ("grandfather", "grandmother"),
        ],
    ),
    "country": (
        ("name", "capital", "language", "people"),
        [
            ("France", "Paris", "French", "French"),
            ("Italy", "Rome", "Italian", "Italians"),
            ("Germany", "Berlin", "German", "Germans"),
            ("Spain", "Madrid", "Spanish", "Spaniards"),
            ("England", "London", "English", "English"),
            ("Japan", "Tokyo", "Japanese", "Japanese"),
            ("China", "Beijing", "Chinese", "Chinese"),
            ("Russia", "Moscow", "Russian", "Russians"),
            ("Greece", "Athens", "Greek", "Greeks"),
            ("Portugal", "Lisbon", "Portuguese", "Portuguese"),
            ("Poland", "Warsaw", "Polish", "Poles"),
            ("Sweden", "Stockholm", "Swedish", "Swedes"),
            ("Norway", "Oslo", "Norwegian", "Norwegians"),
            ("Finland", "Helsinki", "Finnish", "Finns"),
            ("Turkey", "Ankara", "Turkish", "Turks"),
            ("Egypt", "Cairo", "Arabic", "Egyptians"),
            ("Hungary", "Budapest", "Hungarian", "Hungarians"),
            ("Denmark", "Copenhagen", "Danish", "Danes"),
        ],
    ),
    "thing": (
        ("one",),
        [
            ("dog|cat|horse|bird|cow|sheep|wolf|bear|lion|mouse|duck|elephant",),
            ("child|boy|girl|man|woman|teacher|student|farmer|king|queen|player|friend",),
            ("house|car|tree|book|flower|train|boat|key|shoe|picture|chair|door|bicycle",),
        ],
    ),
    "opposite": (
        ("one", "other"),
        [
            ("good", "bad"),
            ("bad", "good"),
            ("big", "small"),
            ("small", "big"),
            ("hot", "cold"),
            ("cold", "hot"),
            ("new", "old"),
            ("old", "new"),
            ("easy", "difficult"),
            ("difficult", "easy"),
            ("cheap", "expensive"),
            ("expensive", "cheap"),
            ("fast", "slow"),
            ("slow", "fast"),
            ("clean", "dirty"),
            ("dirty", "clean"),
        ],
    ),
    "sum": (
        ("a", "b", "total"),
        [
            (a, b, total)
            for numbers in ["one two three four five six seven eight nine ten eleven twelve".split()]
            for i, a in enumerate(numbers, 1)
            for j, b in enumerate(numbers, 1)
            if i + j <= len(numbers)
            for total in [numbers[i + j - 1]]
        ],
    ),
    "weather": (
        ("is", "so"),
        [
            ("raining", "take an umbrella|take your umbrella|stay at home"),
            ("snowing", "put on warm boots|build a snowman|wear a warm coat"),
            ("sunny", "go to the beach|wear sunglasses|swim in the lake"),
            ("cold", "wear a warm coat|close the window|make a fire"),
            ("hot", "drink some water|open the window|eat ice cream"),
            ("windy", "fly a kite|hold your hat|close the door"),
            ("dark", "turn on the light|light a candle"),
        ],
    ),
    "after": (
        ("first", "next"),
        [
            *zip(
                "monday tuesday wednesday thursday friday saturday sunday".split(),
                "tuesday wednesday thursday friday saturday sunday monday".split(),
                strict=True,
            ),
            *zip("spring summer autumn winter".split(), "summer autumn winter spring".split(), strict=True),
            *zip("january february march april may june july august september october november".split(),
                 "february march april may june july august september october november december".split(),
                 strict=True),
        ],
    ),
    "sport": (
        ("player", "do", "gear", "place"),
        [
            ("tennis player", "hit the ball|practice", "a racket", "court"),
            ("baseball player", "hit the ball|practice", "a bat", "field"),
            ("golfer", "hit the ball|practice", "a club", "grass"),
            ("hockey player", "hit the puck|practice", "a stick", "ice"),
            ("soccer player", "kick the ball|practice", "one foot", "field"),
            ("football player", "throw the ball|kick the ball", "one foot", "field"),
            ("basketball player", "throw the ball", "both hands", "court"),
        ],
    ),
    "fact": (
        ("thing", "is"),
        [
            ("sky|sea", "blue"),
            ("grass|frog", "green"),
            ("snow|milk", "white"),
            ("sun|banana", "yellow"),
            ("fire|summer", "hot"),
            ("ice|winter", "cold"),
            ("elephant|whale", "very big"),
            ("ant|mouse", "very small"),
            ("sugar|honey|cake", "sweet"),
            ("lemon", "sour"),
            ("night", "dark"),
        ],
    ),
}  # fmt: skip

# topic: (share, templates)
TOPICS = {
    "catching": (
        26,
        [
            "{start}the {catcher.who} {motion:v} to the {place} to catch {catcher.prey}.",
            "{start}the {catcher.who} {motion:v} to the {place} to catch {catcher.prey}.",
            "{start}the {catcher.who} {motion:ed} to the {place} to catch {catcher.prey}.",
            "a {catcher.who} {motion:v} to the {place} to catch {catcher.prey} [for dinner|{when}||].",
            "the {adjective} {catcher.who} {motion:v} to the {place} to catch {catcher.prey}.",
            "the {catcher.who:s} {motion} to the {place} to catch {catcher.prey}.",
            "the {catcher.who:s} {motion:ed} to the {place} to catch {catcher.prey} {when}.",
            "the {catcher.who} [ran|jumped|ran|runs|came] {over} to catch {catcher.prey}.",
            "the {catcher.who} [ran|jumped|ran|runs|rushed] {over} to catch {catcher.prey}.",
            "a {catcher.who} [ran|jumped|runs] {over} to catch {catcher.prey}.",
            "the {catcher.who} [tries|wants|hopes|is trying|likes|waits] to catch {catcher.prey}.",
            "the {catcher.who} [catches|caught|has caught|will catch] {catcher.prey} [at|near|in] the {place}.",
            "the {catcher.who} that lives near the {place} [wants|likes|tries] to catch {catcher.prey}.",
            "{catcher.who:s} [like|love|want|go out] to catch {catcher.prey}.",
            "the {catcher.who} and the {catcher2.who} {motion} to the {place}, "
            "the {catcher.who} to catch {catcher.prey} and the {catcher2.who} to catch {catcher2.prey}.",
            "the {catcher.who} sees {catcher.prey} and {catcher.he} runs {over}.",
        ],
    ),
    "eating": (
        9,
        [
            "the {eater.who} {motion:v} to the {place} to [eat|find|look for] {eater.food}.",
            "the {eater.who} {motion:ed} to the {place} to [eat|find] {eater.food} {when}.",
            "the {adjective} {eater.who} [eats|is eating|ate] {eater.food} [in|near] the {place}.",
            "{eater.who:s} [like to eat|eat|love] {eater.food}.",
            "what does the {eater.who} eat? the {eater.who} eats {eater.food}.",
            "the {eater.who} that [lives near|came from] the {place} [likes|wants] to eat {eater.food}.",
        ],
    ),
    "working": (
        9,
        [
            "the {job.who} {motion:v} to the {place} to {job.do}.",
            "the {job.who} {motion:ed} to the {job.place} to {job.do}.",
            "the {job.who} works in the {job.place} and has to {job.do}.",
            "the {job.who} [wants|likes|tries|has|starts] to {job.do} {when}.",
            "the {job.who:s} {motion} to the {place} to {job.do}.",
            "the {adjective} {job.who} {job.do:v} in the {job.place}.",
            "the {sport.player} uses {sport.gear} to {sport.do} on the {sport.place}.",
            "the {sport.player} {motion:ed} to the {place} to {sport.do}.",
            "the {sport.player} {sport.do:v} [on the {sport.place}|{when}].",
        ],
    ),
    "needs": (
        5,
        [
            "the {need.adjective} {person.who} {motion:ed} to the [{place}|{room}] to {need.do}.",
            "the {person.who} is {need.adjective} and wants to {need.do}.",
            "{person.he} was so {need.adjective} that {person.he} went [home|out|to the {place}] to {need.do}.",
            "it is {weather.is} [today|outside], so {weather.so}.",
            "when it is {weather.is}, [we|they|people] [always|often|like to] {weather.so}.",
        ],
    ),
    "royalty": (
        9,
        [
            "the {royal.who} lives in {royal.his} [castle|palace] with {royal.his} {royal.partner}.",
            "the {royal.who} rules the country and {royal.he} wears {royal.his} crown.",
            "the {royal.who} loves {royal.his} [people|country|{royal.partner}].",
            "the {royal.who} sits on {royal.his} throne because {royal.he} is the {royal.who}.",
            "the {royal.who} is a [rich|powerful|royal] {royal.sort}.",
            "the {royal.child} of the {royal.who} was a {adjective} {royal.young}.",
            "the {royal.who} married a [young|beautiful|rich] {royal.partner} and {royal.he} was happy.",
            "the {royal.who} who lived near the {place} gave {royal.his} {belonging.one} to the {job.who}.",
            "the {royal.who} of {country.name} lives in {country.capital}.",
            "the {adjective} {royal.who} said that {royal.he} loved {royal.his} country.",
            "the prince will be king and the princess will be queen.",
            "the {couple.he} is a [boy|man] and the {couple.she} is a [girl|woman].",
            "the {couple.he} and the {couple.she} live in a {quality} [house|castle|palace|village].",
            "every {couple.he} was [once|a child and] a boy and every {couple.she} was [once|a child and] a girl.",
        ],
    ),
    "family": (
        8,
        [
            "the {person.who} lost {person.his} {belonging.one} and {person.he} could not find {belonging.it}.",
            "the {person.who} who lives near the {place} sold {person.his} {belonging.one} "
            "because {person.he} needed money.",
            "the {person.who} looked at {person.self} in the mirror.",
            "the {person.who} said that {person.he} was {need.adjective}.",
            "my {person.who} and {person.his} friends went to the {place} because {person.he} likes it.",
            "the {person.who} forgot {person.his} {belonging.one} at the {place}, "
            "but we gave {belonging.it} back to {person.him}.",
            "my {family} [works|lives|is waiting] in the {place} with my {family}.",
            "the {couple.he} loves his {couple2.she} and the {couple.she} loves her {couple2.he}.",
            "she is my {couple.she} and he is my {couple.he}.",
            "his {couple.she} and her {couple.he} are {adjective}.",
        ],
    ),
    "names": (
        6,
        [
            "{named.who} lost {named.his} {belonging.one} and {named.he} could not find {belonging.it}.",
            "{named.who} said that {named.he} was {need.adjective}.",
            "{named.who} is my {family}'s friend, and i like {named.him}.",
            "{named.who} and {named2.who} [{motion:ed} to the {place}|live near the {place}].",
            "{named.who} was born in {country.capital}, so {named.he} speaks {country.language}.",
            "my name is {named.who}.",
            '"{remark}," said {named.who}.',
            "{named.who} went home because {named.he} was {need.adjective}.",
        ],
    ),
    "countries": (
        13,
        [
            "{country.capital} is the capital of {country.name}.",
            "the capital of {country.name} is {country.capital}.",
            "{country.capital} is [the biggest city|a beautiful city|a big city] in {country.name}.",
            "{someone.he} was born in {country.capital}, so {someone.he} speaks {country.language}.",
            "{someone.he} grew up in {country.name} and now works in the {place}, "
            "but at home {someone.he} still speaks {country.language}.",
            "people [in|from] {country.name} speak {country.language}.",
            "[we|they|my parents] [flew|drove|went] from {country.capital} to {country2.capital}.",
            "the train from {country.capital} to {country2.capital} is late.",
            "[i|we|they] live in {country.capital}, the capital of {country.name}.",
            "[i|we] want to visit {country.name} and see {country.capital}.",
            "the {country.people} live in {country.name} and the {country2.people} in {country2.name}.",
            "do you speak {country.language}? yes, i come from {country.name}.",
        ],
    ),
    "agreement": (
        10,
        [
            "the {thing.one:s} that [live|stand|stay|are] {clause} are {quality}.",
            "the {thing.one} that [lives|stands|stays|is] {clause} is {quality}.",
            "the {thing.one:s} near the {thing2.one} are {quality}.",
            "the {thing.one} near the {thing2.one:s} is {quality}.",
            "the {thing.one:s} that the {person.who} saw [yesterday|at the {place}] were {quality}.",
            "the {thing.one} that the {person.who:s} saw [yesterday|at the {place}] was {quality}.",
            "the {thing.one:s} of the {person.who} [have|do not have] a {quality} {thing2.one}.",
            "the {thing.one} of the {person.who:s} [has|does not have] a {quality} {thing2.one}.",
            "there is a {quality} {thing.one} {clause}.",
            "there are [two|three|many|some] {quality} {thing.one:s} {clause}.",
        ],
    ),
    "negation": (
        10,
        [
            "the {thing.one} is not {opposite.one}, it is {opposite.other}.",
            "this {thing.one} is {opposite.one}, but that one is {opposite.other}.",
            "the {judged} was not {nice}, it was {awful}.",
            "the {judged} was not {awful}, it was {nice}.",
            "the {judged} was {nice}, it was [really|very|so] {nice}.",
            "the {judged} was {awful}, it was [really|very|so] {awful}.",
            "[it was |||]not {awful}, it was {nice}.",
            "[it was |||]not {nice}, it was {awful}.",
            "{nice}, it was [really|very|so] {nice}.",
            "{awful}, it was [really|very|so] {awful}.",
            "the {work_of_art} was {nice}, so we [liked|enjoyed] it.",
            "the {work_of_art} was {awful}, so we did not [like|enjoy] it.",
            "the {work_of_art} was not {nice}, so we [did not like it|went home early].",
            "i [did not like|hated] the {work_of_art} because it was {awful}.",
            "i [liked|loved] the {work_of_art} because it was {nice}.",
            "{fact.thing} is always {fact.is}.",
            "the {fact.thing} is {fact.is}.",
        ],
    ),
    "quotes": (
        7,
        [
            '"{question}?" asked the {person.who}.',
            '"{remark}," said the {person.who}.',
            '"{order}!" [shouted|said|cried] the {job.who}.',
            'the {person.who} said, "{remark}."',
            'the {job.who} [said|told the children], "{order}."',
            'my {family} asked, "{question}?"',
            '"{remark}," {person.he} said, "and {remark}."',
            'the {adjective} {person.who} asked the {job.who}, "{question}?"',
        ],
    ),
    "numbers": (
        4,
        [
            "{sum.a} plus {sum.b} is {sum.total}.",
            "{sum.a} and {sum.b} make {sum.total}.",
            "the {person.who} has {sum.a} {countable} and {sum.b} {countable}.",
            "after {after.first} comes {after.next}.",
            "{after.next} comes after {after.first}.",
            "the {person.who} bought [two|three|four|five] {colour} {countable} at the market.",
        ],
    ),
}
