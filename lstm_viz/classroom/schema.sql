-- The tables of the classes, in the SQL that SQLite and PostgreSQL share. Times are seconds since 1970.
-- Nothing in them says who anybody is: a member is the digest of a random text that the phone keeps.

CREATE TABLE IF NOT EXISTS classes (
  code TEXT PRIMARY KEY,
  secret TEXT NOT NULL,             -- digest of the teacher's secret
  state TEXT NOT NULL,              -- JSON: where the class stands, as its teacher's browser says it
  version INTEGER NOT NULL,         -- grows with every change that the class must hear of
  created DOUBLE PRECISION NOT NULL,
  ended DOUBLE PRECISION            -- when its teacher ended it
);

CREATE TABLE IF NOT EXISTS members (
  code TEXT NOT NULL REFERENCES classes ON DELETE CASCADE,
  member TEXT NOT NULL,
  seen DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (code, member)
);

CREATE TABLE IF NOT EXISTS questions (
  code TEXT NOT NULL REFERENCES classes ON DELETE CASCADE,
  number INTEGER NOT NULL,          -- 1, 2, …; the largest is the one that is asked now
  content TEXT NOT NULL,            -- JSON of what is asked (asked.py)
  phase TEXT NOT NULL,
  PRIMARY KEY (code, number)
);

CREATE TABLE IF NOT EXISTS votes (
  code TEXT NOT NULL,
  number INTEGER NOT NULL,
  round INTEGER NOT NULL,           -- 1 before the talk, 2 after it
  member TEXT NOT NULL,
  choice INTEGER NOT NULL,          -- place of the option
  PRIMARY KEY (code, number, round, member), -- nobody votes twice
  FOREIGN KEY (code, number) REFERENCES questions ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS answers (
  code TEXT NOT NULL,
  number INTEGER NOT NULL,
  member TEXT NOT NULL,
  content TEXT NOT NULL,            -- JSON: a word of one's own, or the choices of a form
  PRIMARY KEY (code, number, member),
  FOREIGN KEY (code, number) REFERENCES questions ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS hidden (
  code TEXT NOT NULL,
  number INTEGER NOT NULL,
  word TEXT NOT NULL,               -- that the teacher shows to nobody
  PRIMARY KEY (code, number, word),
  FOREIGN KEY (code, number) REFERENCES questions ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS lines (
  code TEXT NOT NULL,
  member TEXT NOT NULL,
  line TEXT NOT NULL,               -- to the teacher, at the end
  PRIMARY KEY (code, member),
  FOREIGN KEY (code, member) REFERENCES members ON DELETE CASCADE
);
