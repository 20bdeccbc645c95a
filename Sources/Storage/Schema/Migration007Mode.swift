extension Migration {
    /// The CRM's mode is asked of the portal whenever it matters and never was stored.
    static let mode007 = Migration(
        name: "007 mode",
        sql: """
            ALTER TABLE portal DROP COLUMN crmMode;
            """)
}
