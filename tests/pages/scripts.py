"""What the tests of the pages share: a page run as a script, without a browser."""

import json
from functools import cache

from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

# a page that fails tells its test why, though it does not tell a visitor
config.set_option("client.showErrorDetails", "full")
# every run of a script reads what all installed packages say of themselves, to find components: once is
# enough, and was most of a run's time
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
# where another test has imported Keras, each run ends with its clean-up, a full garbage collection of 0.5 s:
# ten times what the run itself takes, and no page uses Keras
script_runner._clean_problem_modules = lambda: None


def opened_at(path: str, **query) -> AppTest:
    """The script after its first run, with these values in its address."""
    app = AppTest.from_file(path, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return ran(app.run())


def ran(app: AppTest) -> AppTest:
    """The same, if nothing went wrong in it."""
    assert not app.exception, [e.message for e in app.exception]
    return app


def labelled(elements, label: str):
    """The element with this label."""
    return next(element for element in elements if element.label == label)


def figures(app: AppTest) -> list[dict]:
    """The charts' figures in order, as data: how Plotly writes them depends on what is installed."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def components(app: AppTest) -> list:
    """The pictures of a page: its components without the button that copies its address."""
    return [c for c in app.get("bidi_component") if c.proto.component_name != "copy_link"]


def strings(value) -> list[str]:
    """Every string in a figure or a part of one."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]
