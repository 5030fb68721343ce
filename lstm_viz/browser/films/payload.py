"""What the browser gets of one film: pictures seen and expected, and one channel of every gate."""

from lstm_viz.browser.packing import digest, encode
from lstm_viz.look.roles import EMBEDDING, NEGATIVE, ROLES, full_colour
from lstm_viz.models.moving_dots import Watching


def payload(watching: Watching, channel: int, kernel: int) -> dict:
    """All that the component shows; plain JSON values.

    Args:
        channel: whose gates and states are drawn, 0…H − 1.
        kernel: how many places wide the neighbourhood is that decides about one place.
    """
    trace = watching.trace
    gates = {role.field: getattr(trace, role.field)[:, channel] for role in ROLES}  # each (T, R, S)
    return {
        "id": digest(channel, watching.seen, trace.hidden_state),
        "seen": watching.seen,
        "kernel": kernel,
        "channel": channel,
        "arrays": {
            "truth": encode(watching.truth),
            "read": encode(trace.inputs[:, 0]),
            "expected": encode(watching.expected),
            **{name: encode(pictures) for name, pictures in gates.items()},
        },
        "roles": [
            {
                "field": role.field,
                "name": role.name,
                "symbol": role.symbol,
                "colour": role.colour,
                "low": role.low,
                "high": role.high,
                "signed": role.signed,
                "largest": full_colour(gates[role.field]) if role.signed else 1.0,
            }
            for role in ROLES
        ],
        "errors": [0.0, *watching.errors.tolist()],
        "repeating": [0.0, *watching.errors_of_repeating.tolist()],
        "colours": {"picture": EMBEDDING, "negative": NEGATIVE},
    }
