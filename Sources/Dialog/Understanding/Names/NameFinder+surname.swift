extension NameFinder {
    /// "Зовут Игорь", "Иванов моя фамилия, зовут Игорь": a first name behind a bare "зовут", with the surname said before it.
    func named(_ line: Line) -> [Candidate] {
        line.all.compactMap { position in
            let token = line.tokens[position]
            guard token.text == "зовут" || token.text == "звать", position + 1 < line.tokens.count, isBare(line, position) else { return nil }
            guard !NameCues.isThirdPerson(line, before: position), !line.isQuestion(at: position) else { return nil }
            guard let name = reader.read(line, at: position + 1, trust: .likely), name.isKnown, name.part(.first) != nil else { return nil }
            return Candidate(name: surname(in: line, before: position).map { $0.followed(by: name) } ?? name, confidence: 0.88, line: line)
        }
    }

    /// Nobody stands before the verb who is called so.
    private func isBare(_ line: Line, _ position: Int) -> Bool {
        let before = max(0, position - 4)..<position
        guard !before.contains(where: { CompanyWords.isRole(line.tokens[$0].text) || PersonWords.isPerson(line, at: $0) }) else { return false }
        return followsItself(line, position)
    }

    private func followsItself(_ line: Line, _ position: Int) -> Bool {
        line.tokens[position].followsPause || ["фамилия", "имя", "а", "и"].contains(line.tokens[position - 1].text)
    }

    /// "Иванов моя фамилия", "фамилия Иванов" within the same utterance.
    private func surname(in line: Line, before position: Int) -> PersonName? {
        let cues: [Pattern] = ["моя фамилия", "фамилия моя?"]
        guard let cue = cues.first(in: line, 0..<position) else { return nil }
        let places = [cue.lowerBound - 1, cue.upperBound].filter { (0..<position).contains($0) && !cue.contains($0) }
        return places.lazy.compactMap { place -> PersonName? in
            guard Surnames.looksLikeSurname(line.tokens[place].text) else { return nil }
            let name = reader.read(line, at: place, trust: .certain)
            return name?.range.upperBound ?? 0 <= place + 1 && name?.part(.surname) != nil ? name : nil
        }.first
    }
}

extension PersonName {
    /// A surname and the name said behind it, as one.
    fileprivate func followed(by name: PersonName) -> PersonName {
        guard name.part(.surname) == nil else { return name }
        return PersonName(parts: parts + name.parts, gender: name.gender, range: range.lowerBound..<name.range.upperBound, isKnown: true)
    }
}
