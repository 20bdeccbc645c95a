extension Migration {
    /// Inbox and jobs. The limits in the CHECKs are those of `StoreLimit` when this was written, with room for the seal around a body.
    static let queue002 = Migration(
        name: "002 queue",
        sql: """
            CREATE TABLE inbox (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                portalID INTEGER REFERENCES portal (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                body BLOB NOT NULL CHECK (length(body) <= 65600),
                dedupKey TEXT CHECK (length(dedupKey) BETWEEN 1 AND 200),
                receivedAt INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX inboxDedup ON inbox (coalesce(portalID, 0), dedupKey) WHERE dedupKey IS NOT NULL;
            CREATE INDEX inboxAge ON inbox (receivedAt);

            CREATE TABLE job (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                portalID INTEGER REFERENCES portal (id),
                eventID INTEGER REFERENCES inbox (id) ON DELETE SET NULL,
                kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
                key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
                payload TEXT NOT NULL CHECK (length(payload) <= 65536),
                priority INTEGER NOT NULL CHECK (priority BETWEEN -100 AND 100),
                state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'ignored', 'dead', 'ended')),
                dirty INTEGER NOT NULL CHECK (dirty IN (0, 1)),
                runAt INTEGER NOT NULL,
                holder TEXT CHECK (length(holder) BETWEEN 1 AND 200),
                leaseUntil INTEGER,
                fence INTEGER NOT NULL CHECK (fence >= 0),
                attempts INTEGER NOT NULL CHECK (attempts >= 0),
                lapses INTEGER NOT NULL CHECK (lapses >= 0),
                lastError TEXT CHECK (length(lastError) <= 500),
                createdAt INTEGER NOT NULL,
                finishedAt INTEGER,
                CHECK ((state = 'leased') = (holder IS NOT NULL)),
                CHECK ((state = 'leased') = (leaseUntil IS NOT NULL)),
                CHECK ((state IN ('ready', 'leased')) = (finishedAt IS NULL)),
                CHECK (dirty = 0 OR state = 'leased'),
                CHECK (state != 'leased' OR fence > 0)
            ) STRICT;
            CREATE UNIQUE INDEX jobUnfinished ON job (coalesce(portalID, 0), kind, key) WHERE state IN ('ready', 'leased');
            CREATE INDEX jobReady ON job (priority DESC, runAt, id) WHERE state = 'ready';
            CREATE INDEX jobLeased ON job (leaseUntil) WHERE state = 'leased';
            CREATE INDEX jobFinished ON job (finishedAt, state) WHERE finishedAt IS NOT NULL;
            CREATE INDEX jobState ON job (state, id);
            CREATE INDEX jobEvent ON job (eventID);
            """)
}
