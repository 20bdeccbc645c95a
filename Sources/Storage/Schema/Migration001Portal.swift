extension Migration {
    /// Key check and portals. Sealed columns are BLOBs: AES-256-GCM, see `ColumnCipher`.
    static let portal001 = Migration(
        name: "001 portal",
        sql: """
            CREATE TABLE storageKey (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                keyID TEXT NOT NULL CHECK (length(keyID) = 16),
                checkValue BLOB NOT NULL
            ) STRICT;

            CREATE TABLE portal (
                id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
                memberID TEXT NOT NULL CHECK (length(memberID) BETWEEN 1 AND 200),
                clientID TEXT NOT NULL CHECK (length(clientID) BETWEEN 1 AND 200),
                domain TEXT NOT NULL CHECK (length(domain) <= 500),
                clientEndpoint TEXT NOT NULL CHECK (length(clientEndpoint) <= 500),
                serverEndpoint TEXT NOT NULL CHECK (length(serverEndpoint) <= 500),
                applicationToken BLOB NOT NULL,
                accessToken BLOB NOT NULL,
                refreshToken BLOB NOT NULL,
                expiresAt INTEGER NOT NULL,
                installerID INTEGER,
                scope TEXT NOT NULL CHECK (length(scope) <= 4000),
                status TEXT NOT NULL CHECK (status IN ('active', 'needsReadoption', 'uninstalled')),
                crmMode TEXT CHECK (length(crmMode) BETWEEN 1 AND 40),
                installedAt INTEGER NOT NULL,
                updatedAt INTEGER NOT NULL,
                UNIQUE (memberID, clientID)
            ) STRICT;
            """)
}
