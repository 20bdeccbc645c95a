extension Migration {
    /// What must be said beside a call's transcript: names parted by commas, nil for nothing.
    static let hearing006 = Migration(
        name: "006 hearing",
        sql: """
            ALTER TABLE call ADD COLUMN caveats TEXT CHECK (length(caveats) <= 200);
            """)
}
