extension Result where Failure == any Error {
    /// What an asynchronous operation returned or threw.
    init(_ operation: () async throws -> Success) async {
        do {
            self = .success(try await operation())
        } catch {
            self = .failure(error)
        }
    }
}
