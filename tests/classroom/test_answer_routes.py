"""Words, lines and what is taken home, over the routes."""

from tests.classroom.asking import by, join, news, post, start


def test_words_and_lines_pass_the_routes_and_what_is_taken_home_is_the_teachers_alone(web):
    code, secret = start(web)
    member = join(web, code)
    number = post(web, f"{code}/ask", secret, {"kind": "words", "text": "Next?"})[1]["number"]
    said = {"number": number, "answer": " Fish "}
    assert post(web, f"{code}/answer", member, said) == (200, {"answer": "fish"})
    assert post(web, f"{code}/answer", "forged", said)[0] == 404
    voted = web.get(f"/class/{code}/voted", params={"number": number}, headers=by(member))
    assert voted.json() == {"answer": "fish"}
    assert web.get(f"/class/{code}/form", headers=by(member)).status_code == 409
    post(web, f"{code}/turn", secret, {"number": number, "phase": "closed"})
    hide = {"number": number, "word": "fish", "hidden": True}
    assert post(web, f"{code}/hide", member, hide)[0] == 403
    assert post(web, f"{code}/hide", secret, hide) == (200, {})
    assert news(web, code, secret, role="teacher")["question"]["said"] == [["fish", 1, True]]
    post(web, f"{code}/end", secret)
    assert post(web, f"{code}/line", member, {"line": "thank you"}) == (200, {})
    stage = {"model": "everyday", "text": "The bear goes to the river"}
    other, others = start(web)
    post(web, f"{other}/state", others, {"state": {"stage": stage}})
    for path, kind in (
        ("results?as=csv", "text/csv"),
        ("results", "text/html"),
        ("worksheet", "text/html"),
    ):
        answer = web.get(f"/class/{other}/{path}", headers=by(others))
        assert answer.status_code == 200 and answer.headers["content-type"].startswith(kind)
        assert web.get(f"/class/{other}/{path}", headers=by(secret)).status_code in (403, 404)
    assert "thank you" in web.get(f"/class/{code}/results", headers=by(secret)).text
