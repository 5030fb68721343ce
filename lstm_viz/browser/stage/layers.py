"""What the stage says of the layers of a network that has several."""

from typing import Any

from lstm_viz.models.opened import Network, reading


def layers(network: Network, k: int, step_name: str = "step") -> dict[str, Any]:
    """The parts `layers` and `reads` of `payload`; none where the network has one layer.

    Args:
        k: which of `network.layers` stands in the picture.  step_name: what a step reads.
    """
    names, below = reading.layer_names(network), reading.reads(network, k)
    if len(names) == 1:
        return {}
    says = f"Its x is the {below}." if below else f"Its x is what it is given at each {step_name}."
    if network.layers[k].backward:
        says += f" It reads from the last {step_name} to the first, and so do the columns below."
    shown = {"names": names, "chosen": k, "says": says}
    return {"layers": shown, "reads": below} if below else {"layers": shown}
