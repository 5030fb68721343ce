"""The engine in a real browser: it fetches the weights from the app, reads as Python reads, fetches once."""

import numpy as np

from lstm_viz.browser import bundle
from lstm_viz.browser.engine import payload
from lstm_viz.nn.softmax import softmax

TEXTS = [
    "The dogs that live near the old house",
    "“I don’t know” — said Zoë, 3 times… 🐻 שלום e\u0301",
    "The king gave his old crown to the young queen. " * 8,
]
FIELDS = "forget_gate input_gate candidate output_gate cell_state hidden_state".split()
SCRIPT = """async ({ module, source, texts, fields }) => {
  const { loadModel } = await import(URL.createObjectURL(new Blob([module], { type: 'text/javascript' })));
  const model = await loadModel(source);
  await loadModel(source);
  const found = texts.map((text) => {
    const trace = model.trace(model.tokenize(text));
    const p = model.probabilities(trace, trace.T - 1);
    return { tokens: trace.tokens, p: [...p], ...Object.fromEntries(fields.map((f) => [f, [...trace.arrays[f]]])) };
  });
  const loads = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith(source.weights));
  return { found, sent: loads.map(({ transferSize }) => transferSize) };
}"""


def test_a_browser_reads_as_python_does(visit, everyday):
    page = visit("/quiz")
    asked = {
        "module": bundle.bundle("engine/model.js") + "\nexport { loadModel };",
        "source": payload.source("everyday"),
        "texts": TEXTS,
        "fields": FIELDS,
    }
    answer = page.evaluate(SCRIPT, asked)
    for text, found in zip(TEXTS, answer["found"], strict=True):
        trace = everyday.trace(text)
        assert found["tokens"] == trace.tokens
        for field in FIELDS:
            there = getattr(trace, field)
            np.testing.assert_allclose(
                np.reshape(found[field], there.shape), there, atol=1e-5, rtol=1e-6
            )
        expected = softmax(everyday.scores(trace.hidden_state[-1]))
        np.testing.assert_allclose(found["p"], expected, atol=1e-5)
    first, second = answer["sent"]
    assert 1_000_000 < first <= 2_200_000 and second == 0  # kept by the browser
