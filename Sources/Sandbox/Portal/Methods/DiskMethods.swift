/// `disk.file.get` (`disk/file/disk-file-get.md`).
enum DiskMethods {
    static let all: [RESTMethod] = [RESTMethod("disk.file.get", scope: ["disk"], parameters: ["id"], run: get)]

    private static func get(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        let id = try ask.identifier("id", else: .argument("Invalid value of parameter {Parameter #0}"))
        guard let file = state.files[id] else {
            throw RESTFault(400, "ERROR_NOT_FOUND", "Could not find entity with id `\(id)`")
        }
        let token = state.downloadToken(of: id)
        let created = JSON.string(state.time.text(file.created))
        return RESTReply([
            "ID": .string(String(file.id)), "NAME": .string(file.name), "CODE": .null, "STORAGE_ID": "1357", "TYPE": "file", "PARENT_ID": "8996",
            "DELETED_TYPE": "0", "GLOBAL_CONTENT_VERSION": "1", "FILE_ID": .string(String(file.id + 23_000)),
            "SIZE": .string(String(file.bytes.count)), "CREATE_TIME": created, "UPDATE_TIME": created, "DELETE_TIME": .null,
            "CREATED_BY": .string(String(file.createdBy)), "UPDATED_BY": .string(String(file.createdBy)), "DELETED_BY": "0",
            "DOWNLOAD_URL": .string("\(state.portalAddress)/rest/download.json?auth=\(token.auth)&token=disk%7C\(token.token)"),
            "DETAIL_URL": .string("\(state.portalAddress)/company/personal/user/\(file.createdBy)/disk/file/\(FormCoding.percentEncoded(file.name))"),
        ])
    }
}

extension PortalState {
    /// Most download tokens kept.
    private static let downloadTokenLimit = 10_000

    /// What an address of a file carries instead of a login.
    mutating func downloadToken(of file: Int) -> (auth: String, token: String) {
        if fileTokens.count >= Self.downloadTokenLimit { fileTokens.removeAll() }
        let token = random.hex(48)
        fileTokens[token] = file
        return (random.hex(70), token)
    }

    /// The file an address of `disk.file.get` names; nil when its token is wrong.
    func file(downloadToken: String) -> PortalFile? {
        guard downloadToken.hasPrefix("disk|") else { return nil }
        return fileTokens[String(downloadToken.dropFirst(5))].flatMap { files[$0] }
    }
}
