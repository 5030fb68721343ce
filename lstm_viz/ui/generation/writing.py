"""What the generation page shows: the controls, the text as links, and what each word was drawn from."""

import html
import math
from urllib.parse import urlencode

import streamlit as st

from lstm_viz import model_names
from lstm_viz.figures.sampling import before_and_after
from lstm_viz.inputs.text import END, PIECES, UNKNOWN, EmptyText, excerpt, join
from lstm_viz.look.narration import percent, show
from lstm_viz.look.roles import rgba
from lstm_viz.studies import generation
from lstm_viz.ui import links, reader
from lstm_viz.ui.charts import chart
from lstm_viz.ui.choice import beginning, one_of, typed

from . import following

LONGEST_START = {"words": 40, "characters": 120}  # tokens of the beginning that are read
LENGTHS = {"words": (5, 60, 25), "characters": (20, 110, 80)}  # least, most, at first
TOP_K = [1, 2, 3, 5, 10, 20, 50, 100, None]
_SURPRISING = "#C98500"


def kept(prompts: dict[str, list[str]], blanks: list[list[str]]) -> list[links.Kept]:
    """What is chosen on the page, for its link."""
    names = _names(prompts)
    lengths = {reader.load(name).facts["tokenizer"]: name for name in names}
    return [
        links.Kept("model", "generation-model", names[0], links.one(names)),
        *(
            links.Kept(f"text-{name}", f"generation-text-{name}", prompts[name][0], links.text)
            for name in names
        ),
        *(
            links.Kept(
                f"length-{name}",
                f"generation-length-{tokenizer}",
                LENGTHS[tokenizer][2],
                links.number(*LENGTHS[tokenizer][:2]),
            )
            for tokenizer, name in lengths.items()
        ),
        links.Kept("temperature", "generation-temperature", 0.8, links.number(0.2, 2.0)),
        links.Kept("top-k", "generation-top-k", None, links.one(TOP_K)),
        links.Kept("top-p", "generation-top-p", 1.0, links.number(0.1, 1.0)),
        links.Kept("dice", "generation-seed", 0, links.number(0, 999_999)),
        links.Kept("before", "generation-left", blanks[0][0], links.text),
        links.Kept("after", "generation-right", blanks[0][1], links.text),
    ]


def _names(prompts: dict[str, list[str]]) -> list[str]:
    return [name for name in prompts if name in model_names("lstm")]


def choose(prompts: dict[str, list[str]]) -> tuple[str, str, int, generation.Settings, int]:
    """Draw the controls; returns model, beginning, length, settings and seed."""
    names = _names(prompts)
    left, right = st.columns([1, 3])
    name = one_of(
        left.segmented_control,
        "The model knows", names, key="generation-model", persist_state="session",
        format_func=lambda name: f"{_unit(name)}s",
        help="One model writes whole words, the other letter by letter.",
    )  # fmt: skip
    tokenizer = reader.load(name).facts["tokenizer"]
    box = f"generation-text-{name}"
    text = right.text_input(
        "How the text begins",
        key=box,
        persist_state="session",
        placeholder="Type a beginning and press Enter",
    )
    text = typed(text, 100_000)
    st.pills(
        "Beginnings", prompts[name], key=f"generation-example-{name}", wrap=True,
        on_change=lambda: st.session_state.update(
            {box: st.session_state[f"generation-example-{name}"] or st.session_state[box]}
        ),
    )  # fmt: skip
    temperature, top_k, top_p, length = st.columns(4)
    low, high, _ = LENGTHS[tokenizer]
    settings = generation.Settings(
        temperature.slider(
            "Temperature", 0.2, 2.0, step=0.1, key="generation-temperature", persist_state="session",
            help="Scores are divided by it: below 1 favourites win more, above 1 less.",
        ),
        top_k.select_slider(
            "top-k", TOP_K, format_func=lambda k: "all" if k is None else str(k),
            key="generation-top-k", persist_state="session",
            help=f"Only so many of the likeliest {PIECES[tokenizer]}s can be drawn.",
        ),
        top_p.slider(
            "top-p", 0.1, 1.0, step=0.05, key="generation-top-p", persist_state="session",
            help="Only the likeliest that together have this share of the probability stay.",
        ),
    )  # fmt: skip
    most = length.slider(
        f"Length in {PIECES[tokenizer]}s",
        low,
        high,
        step=5,
        key=f"generation-length-{tokenizer}",
        persist_state="session",
    )
    if st.button("Write another", type="primary", icon=":material/casino:"):
        st.session_state["generation-seed"] += 1
    seed = st.session_state["generation-seed"]
    st.caption(f"Dice number {seed}: the same dice and settings always write the same text.")
    return name, _shortened(text, tokenizer), most, settings, seed


def _unit(name: str) -> str:
    return PIECES[reader.load(name).facts["tokenizer"]]


def _shortened(text: str, tokenizer: str) -> str:
    try:
        part = excerpt(text, tokenizer, LONGEST_START[tokenizer])
    except EmptyText:
        st.info("You gave no beginning: the network starts as if a sentence had just ended.")
        return ""
    if part.total == len(part.tokens):
        return text
    st.info(f"The network reads the first {len(part.tokens)} {PIECES[tokenizer]}s of your beginning.")
    return join(part.tokens, tokenizer)


@st.cache_data(max_entries=128, show_spinner=False)
def write(
    name: str, text: str, length: int, settings: generation.Settings, seed: int
) -> tuple[list[str], list[generation.Draw]]:
    """The beginning's tokens and the draws."""
    return generation.generate(reader.load(name), text, length, settings, seed)


def place(name: str, tokens: list[str], n: int) -> dict:
    """What the Gates page reads to stand at token n of this text: "text", "model" and "t", from 1."""
    model = reader.load(name)
    tokenizer = model.facts["tokenizer"]
    text = join([token for token in tokens if token != END], tokenizer)
    t = len(model.tokenize(join(tokens[: n + 1], tokenizer)))
    return {"text": text, "model": name, "t": t}


def as_links(name: str, start: list[str], draws: list[generation.Draw]) -> None:
    """The text, every sampled word a link to the gate stepper, tinted by how surprising it was."""
    glue = "" if reader.load(name).facts["tokenizer"] == "characters" else " "
    tokens = [*start, *(draw.token for draw in draws)]
    reader.say_unknown(start, reader.load(name))
    parts = [html.escape(show(token) if token == "\n" else token) for token in start]
    places = {}
    for n, draw in enumerate(draws, len(start)):
        bits = -math.log2(draw.unfiltered)
        tint = rgba(_SURPRISING, round(min(bits / 12, 1) * 0.45, 3))
        label = html.escape(show(draw.token) if draw.token in (END, "\n") else draw.token)
        if draw.token == END:
            parts.append(f'<span style="background:{tint}; border-radius:4px">{label}</span>')
            continue
        places[n] = place(name, tokens, n)
        parts.append(
            f'<a target="_self" data-n="{n}" href="{html.escape("./?" + urlencode(places[n]))}" '
            f'style="background:{tint}; color:inherit; '
            f'border-radius:4px; padding:0" title="{bits:.1f} bits of surprise">{label}</a>'
        )
    with st.container(key=following.TEXT_KEY):
        st.html(
            f'<p style="font-size:1.2rem; line-height:2; white-space:pre-wrap">{glue.join(parts)}</p>'
        )
    following.listen(places)
    st.caption(
        f"Choose a {_unit(name)} to open the gate stepper at it. The deeper its yellow, the more it surprised "
        "the network itself: white is 0 bits (it was certain), deepest is 12 bits (1 in 4,096) and more."
    )


def drawn(draws: list[generation.Draw], name: str, start: list[str]) -> None:
    """What one word was drawn from; the reader chooses which."""
    labels = [f"{n}. {show(draw.token)}" for n, draw in enumerate(draws, 1)]
    at = 0
    if len(draws) > 1:
        at = labels.index(
            st.select_slider(
                f"Drawn {_unit(name)}",
                labels,
                key=f"generation-at-{name}-{len(labels)}-{hash(tuple(labels))}",
            )
        )
    draw = draws[at]
    many = "s" if draw.stayed > 1 else ""
    uncut = draw.stayed == len(reader.load(name).vocabulary) - 1
    never = f" (all but “{show(UNKNOWN)}”, which is never drawn)" if uncut else ""
    st.markdown(
        f"“{show(draw.token)}” was drawn from **{draw.stayed:,}** {_unit(name)}{many} that stayed{never}, with "
        "probability "
        f"{percent(draw.probability, 1)} (the network itself gave it {percent(draw.unfiltered, 1)})."
    )
    chart(before_and_after(draw), "Probabilities before and after the filters: " + ", ".join(
            f"{show(w)} {100 * p:.1f} % then {100 * q:.1f} %"
            for w, p, q in zip(draw.labels, draw.before, draw.after, strict=True)
        ), key="generation-draw")  # fmt: skip


def blank(examples: list[list[str]]) -> None:
    """Fill in the blank: two boxes and the likeliest words between."""
    keys = ("generation-left", "generation-right")

    def take_example() -> None:
        picked = st.session_state["generation-blank"]
        if picked is not None:
            for key, text in zip(keys, examples[picked], strict=True):
                st.session_state[key] = text

    left, right = st.columns(2)
    before = left.text_input("Before the blank", key=keys[0], persist_state="session")
    after = right.text_input("After the blank", key=keys[1], persist_state="session")
    st.pills(
        "Sentences with a blank", range(len(examples)), key="generation-blank", on_change=take_example,
        wrap=True,
        format_func=lambda n: " ___ ".join(examples[n]),
    )  # fmt: skip
    try:
        found = fill(beginning(before, 300), beginning(after, 300))
    except EmptyText as problem:
        st.warning(str(problem), icon=":material/edit:")
        return
    st.caption(
        f"Tried: the {found.searched} words that the left side alone makes likeliest, together "
        f"{found.covered:.0%} of its probability. Every other word has at most {found.least:.2%} from the "
        "left; one that the right side speaks for very strongly could still belong here, and is not looked at."
    )
    percent = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    st.dataframe(
        [
            {"word": show(word), "with both sides": p, "from the left alone": alone}
            for word, p, alone in found.words
        ],
        column_config={"with both sides": percent, "from the left alone": percent},
        alt="The likeliest words for the blank",
    )


@st.cache_data(max_entries=128, show_spinner=False)
def fill(left: str, right: str) -> generation.Filled:
    """The likeliest words for a blank, by the default model."""
    return generation.fill_in(reader.load("everyday"), left, right)
