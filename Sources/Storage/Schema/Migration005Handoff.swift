extension Migration {
    /// Tasks given to people, and answers of the integration API that are repeated for a repeated request.
    static let handoff005 = Migration(
        name: "005 handoff",
        sql: """
            CREATE TABLE handoff (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                portalID INTEGER NOT NULL REFERENCES portal (id),
                callID INTEGER REFERENCES call (id) ON DELETE SET NULL,
                leadID INTEGER,
                dealID INTEGER,
                taskID INTEGER NOT NULL CHECK (taskID > 0),
                responsibleID INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
                state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
                deadline INTEGER,
                createdAt INTEGER NOT NULL,
                closedAt INTEGER,
                UNIQUE (portalID, taskID),
                CHECK ((state = 'closed') = (closedAt IS NOT NULL))
            ) STRICT;
            CREATE INDEX handoffOpen ON handoff (portalID, leadID) WHERE state = 'open';
            CREATE INDEX handoffCall ON handoff (callID);

            CREATE TABLE rememberedAnswer (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                portalID INTEGER REFERENCES portal (id),
                key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 300),
                bodyHash TEXT NOT NULL CHECK (length(bodyHash) BETWEEN 1 AND 200),
                answer TEXT NOT NULL CHECK (length(answer) <= 65536),
                expiresAt INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX rememberedAnswerKey ON rememberedAnswer (coalesce(portalID, 0), key);
            CREATE INDEX rememberedAnswerExpiry ON rememberedAnswer (expiresAt);
            """)
}
