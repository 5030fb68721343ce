"""A class is asked: it votes before it sees the answer, on the teacher's question or the page's."""

from playwright.sync_api import expect

from tests.browser.classroom.acts import bar, press, step_to, to_gates


def test_the_class_votes_twice_before_the_answer(teacher, phone, no_axe_violations):
    phones = [phone(), phone("/classroom"), phone(scheme="dark")]
    press(phones[1], "Following")  # looks on: the desk is a lighter page than the stage
    to_gates(teacher)
    press(teacher, "Ask")
    ask = bar(teacher)
    ask.get_by_label("Question", exact=True).fill("Which gate <b>erases</b>?")
    for k, option in enumerate(("forget", "input", "output")):
        ask.get_by_label(f"Option {k + 1}", exact=True).fill(option)
    ask.get_by_label("Option 1 is right").check()
    no_axe_violations(teacher)
    press(teacher, "Ask it")
    for page, choice in zip(phones, ("input", "input", "forget"), strict=True):
        expect(bar(page).get_by_role("heading", name="Which gate <b>erases</b>?")).to_be_visible()
        press(page, choice)
        expect(bar(page)).to_contain_text("Your vote is in.")
    expect(bar(teacher)).to_contain_text("3 of 3 have voted")
    phones[0].reload()  # the same member: nothing is counted twice
    expect(bar(phones[0]).get_by_role("button", name="input")).to_have_attribute("aria-pressed", "true")
    expect(bar(phones[1]).locator(".tally")).to_have_count(0)
    press(teacher, "Close the vote")
    for page in (teacher, *phones):
        expect(bar(page).locator(".tally")).to_have_text(
            ["before: 1 of 3", "before: 2 of 3", "before: 0 of 3"]
        )
        expect(bar(page)).not_to_contain_text("✓ right")
    no_axe_violations(phones[2])
    press(teacher, "Second vote")
    for page in phones:
        press(page, "forget")
    expect(bar(teacher)).to_contain_text("3 of 3 have voted")
    press(teacher, "Close the vote")
    press(teacher, "Reveal")
    for page in (teacher, *phones):
        expect(bar(page).locator("li.right .tally")).to_have_text(["before: 1 of 3", "after: 3 of 3"])
        expect(bar(page).locator("li.right")).to_contain_text("✓ right")
    for page in (teacher, phones[0], phones[2]):
        no_axe_violations(page)


def test_the_next_word_is_covered_until_the_class_has_voted(teacher, phone):
    to_gates(teacher)
    step_to(teacher, 3)
    press(teacher, "Ask")
    press(teacher, "What will come next?")
    page = phone()  # who comes late finds it covered
    choices = bar(page).locator("button.choice")
    expect(choices.first).to_be_visible()
    for view in (teacher, page):
        expect(view.locator(".stepper .guess")).to_be_visible()
        expect(view.locator(".stepper .guess .choices")).to_be_hidden()
        expect(view.locator(".stepper .next .bars")).to_be_hidden()  # nor what the network expects
    choices.first.click()
    press(teacher, "Close the vote")
    press(teacher, "Reveal")
    for view in (teacher, page):
        expect(bar(view)).to_contain_text("The network says")
        expect(view.locator(".stepper .guess")).to_be_hidden()
        expect(view.locator(".stepper .next .bars")).to_be_visible()


def test_a_question_of_the_page_shows_the_teacher_which_belief_the_room_has(teacher, phone):
    page = phone()
    to_gates(teacher)
    press(teacher, "Ask")
    press(teacher, "1 keeps")
    bar(page).locator("button.choice").first.click()
    expect(bar(teacher)).to_contain_text("1 of 1 have voted")
    expect(bar(teacher)).not_to_contain_text("believes")
    press(teacher, "Close the vote")
    expect(bar(teacher).get_by_text("believes: a forget gate near 1 forgets")).to_be_visible()
    expect(bar(page)).not_to_contain_text("believes")
