extension Migration {
    /// Calls and what was said in them. Personal data is kept to `call.phone`, `call.analysis`, `utterance.text` and `recognisedPiece.json`.
    static let call003 = Migration(
        name: "003 call",
        sql: """
            CREATE TABLE call (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                portalID INTEGER REFERENCES portal (id),
                externalID TEXT NOT NULL CHECK (length(externalID) BETWEEN 1 AND 200),
                origin TEXT NOT NULL CHECK (origin IN ('portal', 'own', 'file')),
                direction TEXT NOT NULL CHECK (direction IN ('incoming', 'outgoing', 'callback', 'info')),
                phone TEXT CHECK (length(phone) BETWEEN 1 AND 64),
                portalNumber TEXT CHECK (length(portalNumber) <= 200),
                startedAt INTEGER,
                duration INTEGER CHECK (duration >= 0),
                failedCode TEXT CHECK (length(failedCode) <= 64),
                answeredBy INTEGER,
                activityID INTEGER,
                entityType INTEGER,
                entityID INTEGER,
                leadID INTEGER,
                dealID INTEGER,
                responsibleID INTEGER,
                stage TEXT NOT NULL CHECK (length(stage) BETWEEN 1 AND 64),
                outcome TEXT CHECK (length(outcome) <= 64),
                recordingPath TEXT CHECK (length(recordingPath) <= 1000),
                recordingPolls INTEGER NOT NULL CHECK (recordingPolls >= 0),
                transcriptID INTEGER,
                analysis TEXT CHECK (length(analysis) <= 1048576),
                language TEXT CHECK (length(language) <= 40),
                createdAt INTEGER NOT NULL,
                updatedAt INTEGER NOT NULL,
                version INTEGER NOT NULL CHECK (version > 0)
            ) STRICT;
            CREATE UNIQUE INDEX callExternal ON call (coalesce(portalID, 0), externalID);
            CREATE INDEX callLead ON call (coalesce(portalID, 0), leadID) WHERE leadID IS NOT NULL;
            CREATE INDEX callActivity ON call (coalesce(portalID, 0), activityID) WHERE activityID IS NOT NULL;
            CREATE INDEX callPhone ON call (coalesce(portalID, 0), phone) WHERE phone IS NOT NULL;
            CREATE INDEX callList ON call (coalesce(portalID, 0), id);

            CREATE TABLE utterance (
                callID INTEGER NOT NULL REFERENCES call (id) ON DELETE CASCADE,
                position INTEGER NOT NULL CHECK (position >= 0),
                side TEXT NOT NULL CHECK (side IN ('client', 'assistant', 'operator')),
                start REAL NOT NULL CHECK (start >= 0),
                stop REAL NOT NULL CHECK (stop >= start),
                text TEXT NOT NULL,
                confidence REAL CHECK (confidence BETWEEN 0 AND 1),
                provider TEXT CHECK (length(provider) <= 200),
                PRIMARY KEY (callID, position)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE recognisedPiece (
                callID INTEGER NOT NULL REFERENCES call (id) ON DELETE CASCADE,
                channel INTEGER NOT NULL CHECK (channel >= 0),
                sequence INTEGER NOT NULL CHECK (sequence >= 0),
                json TEXT NOT NULL CHECK (length(json) <= 1048576),
                PRIMARY KEY (callID, channel, sequence)
            ) STRICT;
            """)
}
