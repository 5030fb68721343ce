"""The Gates page in a real browser."""

STEPPER = ".stepper .chip.now"


def test_alive_at_first_paint(visit, no_axe_violations):
    page = visit("/", ready=STEPPER)
    no_axe_violations(page)
