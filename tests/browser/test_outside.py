"""The stage outside the app, in a real browser: a file opened without any network, and a notebook's output."""

import json

import pytest
import torch
from playwright.sync_api import expect

import lstm_viz
from lstm_viz.browser.bundle import bundle
from tests.pages.own import plain_language_model

WAIT_MS = 60_000
HOST = """async ([esm, state]) => {
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const { default: widget } = await import(url);
  window.state = state;
  const model = {
    get: (name) => window.state[name],
    set: (name, value) => (window.state[name] = value),
    save_changes: () => (window.saved = true),
    on: () => undefined,
  };
  widget.render({ model, el: document.getElementById("out") });
}"""

# pairs of boxes, cards and labels of the picture that lie on each other, and labels on a gate's wire
OVERLAPS = """picture => {
  const edges = (node) => node.getBoundingClientRect();
  const share = (a, b, low, high) => Math.min(a[high], b[high]) - Math.max(a[low], b[low]);
  const meet = (a, b) => share(a, b, 'left', 'right') > 1 && share(a, b, 'top', 'bottom') > 1;
  const shown = [...picture.children].filter((node) => node.localName !== 'svg' && node.innerText?.trim());
  const found = [];
  shown.forEach((a, k) => shown.slice(k + 1).forEach((b) => {
    if (meet(edges(a), edges(b))) found.push(`${a.className} on ${b.className}`);
  }));
  const wires = [...picture.querySelectorAll('.wire:not(.belt)')].flatMap((wire) => {
    const { left, top } = edges(wire.ownerSVGElement);
    const points = [...wire.points];
    return points.slice(1).map((b, k) => {
      const [x, y] = [[points[k].x, b.x], [points[k].y, b.y]];
      return { left: left + Math.min(...x) - 1, right: left + Math.max(...x) + 1,
        top: top + Math.min(...y) - 1, bottom: top + Math.max(...y) + 1 };
    });
  });
  for (const label of picture.querySelectorAll('.worked-out.show, .worked-out.mix'))
    if (wires.some((wire) => meet(edges(label), wire))) found.push(`a wire under ${label.textContent}`);
  return found;
}"""


@pytest.fixture
def offline(browser):
    """A tab without any network, which complains about nothing."""
    context = browser.new_context(offline=True)
    context.set_default_timeout(WAIT_MS)
    complaints = []
    context.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else 0)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [1366, 390])
def test_a_file_reads_what_is_typed_and_what_is_held(offline, no_axe_violations, tmp_path, width):
    lstm_viz.to_html("everyday", "The dog that lives near the old house", tmp_path / "page.html")
    offline.set_viewport_size({"width": width, "height": 768})
    offline.goto((tmp_path / "page.html").as_uri())
    expect(offline.get_by_text("live: it reads as you type")).to_be_visible()
    box = offline.get_by_role("textbox").first
    box.fill("The dogs that live near the old house")
    model = lstm_viz.load_model("everyday")
    best = model.predict(model.trace("The dogs that live near the old house"), k=1)[0][0]
    expect(offline.locator(".chip").nth(1)).to_contain_text("dogs")
    expect(offline.locator(".next .word").first).to_have_text(best)
    no_axe_violations(offline)


def test_layers_are_chosen_in_the_file_itself(offline, tmp_path):
    torch.manual_seed(0)
    lstm_viz.to_html(torch.nn.LSTM(2, 4, 2), torch.randn(3, 2).numpy(), tmp_path / "page.html")
    offline.goto((tmp_path / "page.html").as_uri())
    offline.get_by_role("button", name="layer 2").click()
    expect(offline.get_by_role("button", name="layer 2")).to_have_attribute("aria-pressed", "true")
    expect(offline.get_by_text("Its x is the h of layer 1.")).to_be_visible()


def test_a_notebook_s_output_steps_and_tells_what_was_typed(offline):
    widget = lstm_viz.show("everyday", "the dog runs")
    state = {"data": widget.data, "css": widget.css}
    offline.goto("about:blank")
    offline.set_content('<div id="out"></div>')
    offline.evaluate(HOST, [bundle("outside/notebook.js"), json.loads(json.dumps(state))])
    offline.get_by_role("button", name="Next step").click()
    expect(offline.locator(".chip").nth(1)).to_have_class("chip now")


def test_gates_of_an_opened_layer_are_held_in_the_file_layer_by_layer(offline, tmp_path):
    torch.manual_seed(0)
    lstm_viz.to_html(torch.nn.LSTM(2, 4, 2), torch.randn(3, 2).numpy(), tmp_path / "page.html", unit=1)
    offline.goto((tmp_path / "page.html").as_uri())
    for layer in ("layer 1", "layer 2"):
        offline.get_by_role("button", name=layer).click()
        offline.get_by_role("button", name="Story", exact=True).click()
        offline.get_by_role("slider", name="Forget gate of unit 1").focus()
        offline.keyboard.press("Home")
        expect(offline.locator(".held-list")).to_have_text("1 held")
    expect(offline.get_by_role("textbox", name="Your text")).to_be_hidden()


def test_an_opened_language_model_reads_what_is_typed_into_the_file(offline, everyday, tmp_path):
    (tmp_path / "mine.safetensors").write_bytes(plain_language_model(everyday))
    lstm_viz.to_html(lstm_viz.open(tmp_path / "mine.safetensors"), "The dog", tmp_path / "page.html")
    offline.goto((tmp_path / "page.html").as_uri())
    expect(offline.get_by_text("live: it reads as you type")).to_be_visible()
    offline.get_by_role("textbox").first.fill("The king gave his")
    best = everyday.predict(everyday.trace("The king gave his"), k=1)[0][0]
    expect(offline.locator(".chip")).to_have_count(4)
    expect(offline.locator(".next .word").first).to_have_text(best)


@pytest.mark.parametrize("level", ["story", "units", "formula"])
def test_labels_have_room_in_any_font(offline, tmp_path, level):
    lstm_viz.to_html(
        "everyday", "The dogs that live near the old house", tmp_path / "page.html", level=level
    )
    offline.goto((tmp_path / "page.html").as_uri())
    for width in (1440, 1280, 900):
        offline.set_viewport_size({"width": width, "height": 768})
        offline.wait_for_function(
            "() => document.querySelector('#stage').shadowRoot.querySelector('.picture .card')"
        )
        offline.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        assert (width, offline.locator(".picture").evaluate(OVERLAPS)) == (width, [])
