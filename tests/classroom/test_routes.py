"""The routes of a class as phones meet them: who is refused, what is told, how floods and forgeries end."""

import json
import threading
import time

import httpx2
import pytest
from starlette.applications import Starlette

from lstm_viz.classroom import Store
from lstm_viz.ui import class_routes
from lstm_viz.ui.class_limits import Limit, Limits
from lstm_viz.ui.class_routes import Routes
from tests.classroom.asking import by, join, listening, news, post, serving, start

QUESTION = {"kind": "own", "text": "Which?", "options": ["a", "b"], "answer": 1, "beliefs": ["x", None]}


def test_who_joins_is_told_where_the_class_stands(web):
    code, secret = start(web)
    state = {"page": "gates", "stage": {"text": "<script>alert(1)</script>", "t": 3}}
    assert post(web, f"{code}/state", secret, {"state": state}) == (200, {"version": 2})
    told = news(web, code.lower(), join(web, code))
    assert told["state"] == state and told["here"] == 1 and not told["over"] and told["question"] is None


def test_who_waits_hears_of_a_change_at_once(web):
    code, secret = start(web)
    member = join(web, code)
    tag = news(web, code, member)["tag"]
    heard = []
    waits = threading.Thread(
        target=lambda: heard.append((news(web, code, member, tag), time.monotonic()))
    )
    waits.start()
    post(web, f"{code}/state", secret, {"state": {"t": 5}})
    said = time.monotonic()
    waits.join()
    assert heard[0][0]["state"] == {"t": 5} and heard[0][1] - said < 0.9


def test_a_stream_tells_all_that_comes(tmp_path, monkeypatch):
    """On a real server: the test client waits for the end of an answer."""
    monkeypatch.setattr(class_routes, "ALIVE_SECONDS", 0.2)
    store = Store(tmp_path / "classes.sqlite3")
    with (
        listening(Starlette(routes=Routes(lambda: store).under())) as url,
        httpx2.Client(base_url=url) as web,
    ):
        code, secret = start(web)
        member = join(web, code)
        assert web.get(f"/class/{code}/stream", headers=by("guess")).status_code == 404
        with web.stream("GET", f"/class/{code}/stream", headers=by(member)) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            lines = answer.iter_lines()

            def told():
                return json.loads(next(line for line in lines if line.startswith("data: "))[6:])

            assert told()["state"] is None
            assert next(line for line in lines if line) == ":"  # it is alive
            for t in range(3):
                post(web, f"{code}/state", secret, {"state": {"t": t}})
                assert told()["state"] == {"t": t}
            post(web, f"{code}/end", secret)
            assert told()["over"]
    store.database.engine.dispose()


def test_without_a_change_the_same_news_come_after_a_while(web):
    code, _ = start(web)
    member = join(web, code)
    told = news(web, code, member)
    assert news(web, code, member, told["tag"])["tag"] == told["tag"]


def test_what_another_server_wrote_is_heard_within_two_seconds(tmp_path, monkeypatch):
    monkeypatch.setattr(class_routes, "WAIT_SECONDS", 10)
    place = tmp_path / "classes.sqlite3"
    with serving(Store(place)) as web, serving(Store(place)) as other:
        code, secret = start(web)
        member = join(other, code)
        tag = news(other, code, member)["tag"]
        post(web, f"{code}/state", secret, {"state": {"t": 7}})
        said = time.monotonic()
        assert news(other, code, member, tag)["state"] == {"t": 7}
        assert time.monotonic() - said < 2


def test_only_the_secret_moves_the_class(web):
    code, secret = start(web)
    _, others = start(web)
    member = join(web, code)
    number = post(web, f"{code}/ask", secret, QUESTION)[1]["number"]
    for token in ("", member, others, secret[:-1]):
        for path, said in (
            ("state", {"state": 1}),
            ("ask", QUESTION),
            ("turn", {"number": number, "phase": "closed"}),
            ("end", {}),
        ):
            assert post(web, f"{code}/{path}", token, said)[0] == 403
    told = news(web, code, secret, role="teacher")
    assert told["state"] is None and told["question"]["phase"] == "open" and not told["over"]


def test_until_it_is_closed_no_client_learns_votes_or_answer(web):
    code, secret = start(web)
    member, other = join(web, code), join(web, code)
    number = post(web, f"{code}/ask", secret, QUESTION)[1]["number"]
    vote = {"number": number, "round": 1, "choice": 0}
    assert post(web, f"{code}/vote", member, vote) == (200, {})
    for told in (news(web, code, other), news(web, code, secret, role="teacher")):
        assert told["question"]["counts"] == [] and "answer" not in told["question"]
        assert not told["question"].get("beliefs")
    answer = web.get(f"/class/{code}/news", params={"as": "teacher"}, headers=by(member))
    assert answer.status_code == 404  # a member is no teacher
    post(web, f"{code}/turn", secret, {"number": number, "phase": "closed"})
    assert news(web, code, other)["question"]["counts"] == [[1, 0]]
    assert "answer" not in news(web, code, secret, role="teacher")["question"]
    post(web, f"{code}/turn", secret, {"number": number, "phase": "revealed"})
    assert news(web, code, other)["question"]["answer"] == 1


def test_a_reload_votes_no_second_time_and_nobody_votes_for_another(web):
    code, secret = start(web)
    member = join(web, code)
    number = post(web, f"{code}/ask", secret, QUESTION)[1]["number"]
    vote = {"number": number, "round": 1, "choice": 0}
    for _ in range(3):
        assert post(web, f"{code}/join", member)[1]["member"] == member
        assert post(web, f"{code}/vote", member, vote)[0] == 200
    assert post(web, f"{code}/vote", "forged", vote)[0] == 404
    assert post(web, f"{code}/vote", secret, vote)[0] == 404
    answer = web.get(f"/class/{code}/voted", params={"number": number}, headers=by(member))
    assert answer.json() == {"1": 0}
    assert news(web, code, secret, role="teacher")["question"]["voted"] == 1
    post(web, f"{code}/turn", secret, {"number": number, "phase": "closed"})
    assert post(web, f"{code}/vote", member, vote)[0] == 409


def test_codes_cannot_be_searched(web, monkeypatch):
    monkeypatch.setattr(class_routes, "MISS", Limit(at_once=30, a_second=0))
    code, _ = start(web)
    member = join(web, code)
    statuses = [post(web, f"{guess}{guess}{guess}{guess}/join")[0] for guess in "BCDFGHKMNP" * 4]
    assert statuses[0] == 404 and statuses[-1] == 429
    assert post(web, f"{code}/join")[0] == 429  # not even a right guess is confirmed
    assert post(web, f"{code}/end", "guess")[0] == 429
    assert news(web, code, member)["code"] == code  # who is in the class goes on
    assert post(web, f"{code}/join", member)[0] == 200


def test_news_tell_a_stranger_nothing_about_which_codes_there_are(web):
    code, _ = start(web)
    answers = [
        web.get(f"/class/{c}/news", headers=by("guess"))
        for c in (code, "BBBB" if code != "BBBB" else "CCCC")
    ]
    assert answers[0].status_code == answers[1].status_code == 404 and answers[0].text == answers[1].text


def test_a_flood_from_one_phone_hurts_nobody_else(web, monkeypatch):
    monkeypatch.setattr(class_routes, "SEND", Limit(at_once=20, a_second=0))
    code, secret = start(web)
    floods, other = join(web, code), join(web, code)
    number = post(web, f"{code}/ask", secret, QUESTION)[1]["number"]
    vote = {"number": number, "round": 1, "choice": 0}
    statuses = [post(web, f"{code}/vote", floods, vote)[0] for _ in range(60)]
    assert statuses[0] == 200 and statuses[-1] == 429
    assert post(web, f"{code}/vote", other, vote)[0] == 200


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b'"x"', b"\xff", b'{"state": NaN', b"[" * 60_000, b"{}" * 50_000]
)
@pytest.mark.parametrize("path", ["state", "ask", "turn", "vote", "answer", "hide", "line"])
def test_any_body_is_answered_with_a_sentence(web, path, body):
    code, secret = start(web)
    answer = web.post(f"/class/{code}/{path}", content=body, headers=by(secret))
    assert answer.status_code in (400, 413) and answer.json()["problem"].endswith(".")


@pytest.mark.parametrize("code", ["' OR 1=1 --", "BKT", "BKTMM", "%00", "ÄÖÜß", "{code}"])
def test_any_code_is_answered_with_a_sentence(web, code):
    status, answer = post(web, f"{code}/join")
    assert status == 404 and (answer.get("problem") or answer.get("detail"))


def test_an_end_is_told_and_nobody_comes_in_any_more(web):
    code, secret = start(web)
    member = join(web, code)
    assert post(web, f"{code}/end", secret) == (200, {})
    assert news(web, code, member)["over"]
    status, answer = post(web, f"{code}/join")
    assert status == 404 and answer["problem"] == "This class is over."


def test_a_database_out_of_reach_is_said_and_comes_back(tmp_path):
    store = Store(tmp_path / "later" / "classes.sqlite3")
    with serving(store) as web:
        status, answer = post(web, "start")
        assert status == 503 and "can't be reached" in answer["problem"]
        (tmp_path / "later").mkdir()
        assert post(web, "start")[0] == 200


def test_the_routes_lie_below_the_path_of_the_app(tmp_path):
    with serving(Store(tmp_path / "classes.sqlite3"), "/lstm/") as web:
        assert web.post("/lstm/class/start").status_code == 200


def test_a_limit_fills_up_again_and_each_name_has_its_own():
    now = [0.0]
    limits, limit = Limits(lambda: now[0]), Limit(at_once=3, a_second=0.5)
    assert [limits.allows(limit, "one") for _ in range(4)] == [True, True, True, False]
    assert limits.allows(limit, "other") and not limits.allows(limit, "one", cost=0)
    now[0] += 2
    assert limits.allows(limit, "one", cost=0) and limits.allows(limit, "one")
    assert not limits.allows(limit, "one")
