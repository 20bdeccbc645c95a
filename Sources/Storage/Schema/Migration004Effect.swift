extension Migration {
    /// The effect ledger.
    static let effect004 = Migration(
        name: "004 effect",
        sql: """
            CREATE TABLE effect (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                portalID INTEGER NOT NULL REFERENCES portal (id),
                kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
                marker TEXT NOT NULL CHECK (length(marker) BETWEEN 1 AND 200),
                callID INTEGER REFERENCES call (id) ON DELETE SET NULL,
                state TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'done', 'unknown', 'refused')),
                remoteID TEXT CHECK (length(remoteID) <= 200),
                note TEXT CHECK (length(note) <= 500),
                sendingSince INTEGER,
                unknownUntil INTEGER,
                holder TEXT NOT NULL CHECK (length(holder) BETWEEN 1 AND 200),
                attempt INTEGER NOT NULL CHECK (attempt >= 0),
                createdAt INTEGER NOT NULL,
                updatedAt INTEGER NOT NULL,
                UNIQUE (portalID, marker),
                CHECK (state != 'sending' OR (sendingSince IS NOT NULL AND attempt > 0)),
                CHECK (state != 'unknown' OR unknownUntil IS NOT NULL)
            ) STRICT;
            CREATE INDEX effectCall ON effect (callID);
            CREATE INDEX effectState ON effect (state);
            CREATE INDEX effectUnresolved ON effect (id) WHERE state IN ('ready', 'sending', 'unknown');
            """)
}
