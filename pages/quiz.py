"""Quiz: predictions about the reader's own sentence, two polls, three questions to discuss, twelve items."""

from lstm_viz import lessons
from lstm_viz.ui import frame, links, reader
from lstm_viz.ui.quiz import asking, beliefs, sentence, talk

page = lessons.load("quiz")
frame.head("Quiz: predict, then reveal", page["promise"])
asking.score()
asked = sentence.draw()
talk.polls(page["polls"], first=asked + 1)
talk.discussion(page["discussion"])
beliefs.draw(page["items"]["promise"])
links.write("quiz-link", sentence.KEPT, text=reader.told())
