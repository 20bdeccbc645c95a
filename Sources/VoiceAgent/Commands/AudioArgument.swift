import Foundation

/// A file that the user names, looked at before anything is begun with it.
struct AudioArgument {
    let path: String

    /// - Throws: ``Failure`` of wrong usage, in words that say what to do.
    func check() throws(Failure) {
        // What a link leads to counts.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: target), let kind = attributes[.type] as? FileAttributeType else {
            throw Failure("\(path) is not there: check the path", code: Exit.usage)
        }
        guard kind != .typeDirectory else { throw Failure("\(path) is a directory: name one audio file", code: Exit.usage) }
        guard kind == .typeRegular else { throw Failure("\(path) is no ordinary file: save the recording to a file first", code: Exit.usage) }
        guard FileManager.default.isReadableFile(atPath: path) else { throw Failure("\(path) may not be read: give this user the right to read it", code: Exit.usage) }
        guard let bytes = attributes[.size] as? NSNumber, bytes.intValue > 0 else { throw Failure("\(path) is empty: fetch or export the recording again", code: Exit.usage) }
    }
}
