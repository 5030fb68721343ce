"""Words of one's own, the twelve questions before and after: on phones, for the teacher, with the keyboard."""

from playwright.sync_api import expect

from tests.browser.classroom.acts import bar, press, step_to, to_gates


def test_the_class_sends_its_own_words_and_sees_them_beside_the_networks(
    teacher, phone, no_axe_violations
):
    first, second = phone("/classroom"), phone("/classroom", scheme="dark")
    for page in (first, second):  # they look on: the desk is a lighter page than the stage
        press(page, "Following")
    to_gates(teacher)
    step_to(teacher, 8)
    press(teacher, "Ask")
    press(teacher, "… in their own words")
    for page, word in ((first, "Fish"), (second, "<b>fish</b>")):
        bar(page).get_by_label("Your word").fill(word)
        bar(page).get_by_label("Your word").press("Enter")
        expect(bar(page)).to_contain_text(f"Your word is in: “{word.lower()}”")
    no_axe_violations(second)
    expect(bar(teacher)).to_contain_text("2 of 2 have answered")
    expect(bar(teacher)).not_to_contain_text("fish")
    expect(teacher.locator(".stepper .guess .choices")).to_be_hidden()
    press(teacher, "Close")
    expect(bar(teacher).locator(".said .option")).to_have_text(["<b>fish</b>", "fish"])
    expect(bar(first)).to_contain_text("Your teacher looks through them.")
    press(teacher, "Hide “<b>fish</b>”")
    expect(bar(teacher).locator(".said .away")).to_have_count(1)
    no_axe_violations(teacher)
    press(teacher, "Show to the class")
    for page in (first, second):
        expect(bar(page).locator(".options .option")).to_have_text(["fish"])
        expect(bar(page).locator(".tally")).to_have_text(["the class: 1 of 1"])
    press(teacher, "Reveal the network's words")
    for page in (teacher, first, second):
        expect(bar(page).locator(".options li").first.locator(".tally")).to_contain_text(
            ["the class: 1 of 1", "the network: "]
        )
        expect(bar(page)).to_contain_text("The network says")
        assert bar(page).locator(".options li").count() >= 6
    first.reload()
    expect(bar(first).locator(".options .option").first).to_have_text("fish")
    no_axe_violations(second)


def fill_in(page, right: int):
    """Hand a form in: the first `right` questions as a look at the answers would have it, the others open."""
    groups = bar(page).locator("fieldset")
    expect(groups).to_have_count(12)
    for k in range(12):
        choices = groups.nth(k).get_by_role("radio")
        choices.nth(0 if k < right else choices.count() - 1).check()
    press(page, "Hand in all 12 answers")
    expect(bar(page).get_by_text("Handed in.")).to_be_visible()


def test_twelve_questions_before_and_after_tell_the_teacher_what_the_room_gained(
    teacher, phone, no_axe_violations
):
    first, second = phone("/classroom"), phone("/classroom", scheme="dark")
    press(teacher, "Ask")
    press(teacher, "12 questions, before")
    press(first, "Hand in all 12 answers")
    expect(bar(first)).to_contain_text("Still without an answer: 1, 2, 3")
    fill_in(first, 0)
    no_axe_violations(second)
    fill_in(second, 12)
    first.reload()  # what was handed in is still chosen
    expect(bar(first).locator("fieldset input:checked")).to_have_count(12)
    expect(bar(teacher)).to_contain_text("2 of 2 have answered")
    press(teacher, "Close the form")
    expect(bar(teacher)).to_contain_text("2 handed it in.")
    expect(bar(first)).to_contain_text("Handed in. Thank you.")
    expect(bar(first).locator(".answers")).to_have_count(0)
    press(teacher, "Ask")
    press(teacher, "12 questions, after")
    fill_in(first, 12)
    fill_in(second, 0)
    expect(bar(teacher)).to_contain_text("2 of 2 have answered")
    press(teacher, "Close the form")
    # one had some right before, the other the same ones after: the room gained nothing
    expect(bar(teacher)).to_contain_text("gain 0 %")
    expect(bar(teacher).locator("tbody tr")).to_have_count(12)
    expect(bar(teacher).locator(".belief").first).to_contain_text("1 → 1")
    for page in (first, second):
        expect(bar(page).locator(".answers > li")).to_have_count(12)
    for page in (teacher, second):
        no_axe_violations(page)
