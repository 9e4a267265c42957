"""The catalogue's tables, as numbered migrations. One that has been released is never edited: add the next."""

from __future__ import annotations

APPLICATION_ID = 0x72747563
"""``rtuc``: written into the file's header, so that another program's database is recognised as such."""

_V1 = """
-- Contents that have been seen, wherever they lie: a photo's id is a hash of its bytes.
CREATE TABLE photo (
    id TEXT PRIMARY KEY,
    capture TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;

-- Where a shoot last saw them. Paths are text, or the raw bytes where a name is no valid Unicode.
CREATE TABLE place (
    folder NOT NULL,
    path NOT NULL,
    photo TEXT NOT NULL REFERENCES photo (id),
    companions TEXT NOT NULL DEFAULT '[]',
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    PRIMARY KEY (folder, path)
) WITHOUT ROWID;
CREATE INDEX place_photo ON place (photo);
CREATE INDEX place_path ON place (path);

-- Can be computed again at any time: readings, suggestions, failures.
CREATE TABLE reading (
    photo TEXT PRIMARY KEY REFERENCES photo (id),
    scene TEXT NOT NULL
);
CREATE TABLE suggestion (
    photo TEXT NOT NULL REFERENCES photo (id),
    topic TEXT NOT NULL,
    value TEXT NOT NULL,
    confidence REAL NOT NULL,
    because TEXT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (photo, topic)
) WITHOUT ROWID;
CREATE TABLE failure (
    path PRIMARY KEY,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    todo TEXT NOT NULL
) WITHOUT ROWID;

-- Cannot be computed again. The order of ids is the order of events: clocks jump, ids are never used twice.
CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    -- 0 live, 1 undone and can be redone, 2 undone and overtaken by a later action
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1, 2))
);
CREATE INDEX action_scope ON action (scope, undone);
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    action INTEGER NOT NULL REFERENCES action (id),
    photo TEXT NOT NULL REFERENCES photo (id),
    topic TEXT NOT NULL,
    value TEXT NOT NULL,
    origin TEXT NOT NULL
);
CREATE INDEX decision_photo ON decision (photo, topic);
CREATE INDEX decision_action ON decision (action);
CREATE VIEW live AS
    SELECT decision.* FROM decision JOIN action ON action.id = decision.action WHERE action.undone = 0;

-- What a photo's sidecar said when this program last wrote or took it in.
CREATE TABLE sidecar (
    photo TEXT PRIMARY KEY REFERENCES photo (id),
    digest TEXT NOT NULL,
    marks TEXT NOT NULL,
    state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE export (
    id INTEGER PRIMARY KEY,
    photo TEXT NOT NULL REFERENCES photo (id),
    path NOT NULL,
    at TEXT NOT NULL,
    edit TEXT NOT NULL,
    -- of the written file, so that one that somebody touched since is not taken for ours
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL
);
CREATE INDEX export_photo ON export (photo);
CREATE INDEX export_path ON export (path);
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
"""

_V2 = """
-- Texture kept of each face's skin, as delivered: JSON list of shares, null where a face is too small to tell.
ALTER TABLE export ADD COLUMN texture TEXT NOT NULL DEFAULT '[]';
"""

_V3 = """
-- The camera's look that a photo is developed with, shared by its burst: a fit, to be the same from then on.
CREATE TABLE look (
    photo TEXT PRIMARY KEY REFERENCES photo (id),
    data TEXT NOT NULL
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (_V1, _V2, _V3)
"""The n-th brings a catalogue from version n to n + 1, in one transaction."""
