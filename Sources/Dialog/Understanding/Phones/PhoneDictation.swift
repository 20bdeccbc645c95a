/// Finds dictations of digits in utterances and joins what was dictated over several of them.
enum PhoneDictation {
    /// Fewest digits of a run that is kept.
    private static let fewestDigits = 9
    /// Most fillers between two pieces of one number.
    private static let mostFillers = 4
    /// Longest run, in pieces; what comes after begins another one.
    private static let mostAtoms = 40
    /// A number that reads more strangely than this is not whole yet: "восемь девятьсот двенадцать двести двадцать два".
    private static let naturalCost = 0.55
    /// An answer of so few words ("так", "угу, дальше") does not end a dictation.
    private static let acknowledgementWords = 4

    private static let fillers = Set(
        words:
            """
            так да угу ага дальше потом затем и э ээ эм ну вот значит тире дефис скобка скобке скобки пробел код далее там это конце в
            последние последняя цифры цифра еще сейчас секунду снова опять слушаю записываю пишу записал записала хорошо and dash then ok
            yes a а вконце будет правильно
            """)

    private static let corrections = Set(
        words:
            """
            нет ой вернее точнее извините простите ошибся ошиблась поправка неправильно sorry actually no пардон неверно
            """)

    /// The runs of the lines in order. Lines of the company's side only part or join those of the client; pass one side to read just that.
    static func runs(in lines: [Line], side isClient: Bool = true) -> [PhoneRun] {
        var finished: [PhoneRun] = []
        var open: PhoneRun?
        for line in lines {
            guard line.isClient == isClient else {
                if let run = open, !isAcknowledgement(line) || !run.endsLine { close(&open, into: &finished) }
                continue
            }
            let (segments, replacements) = Self.segments(of: line)
            for segment in segments {
                if let run = open, let joined = join(run, segment) {
                    open = joined
                } else {
                    close(&open, into: &finished)
                    open = segment
                }
            }
            if segments.isEmpty, !isAcknowledgement(line) { close(&open, into: &finished) }
            for replacement in replacements {
                if open != nil {
                    open?.replacements.append(replacement)
                } else if !finished.isEmpty {
                    finished[finished.count - 1].replacements.append(replacement)
                }
            }
        }
        close(&open, into: &finished)
        return finished
    }

    private static func close(_ open: inout PhoneRun?, into finished: inout [PhoneRun]) {
        if let run = open, run.digitCount >= fewestDigits { finished.append(run) }
        open = nil
    }

    /// True for "так", "угу, дальше", "записываю" and for an echo of digits.
    static func isAcknowledgement(_ line: Line) -> Bool {
        let words = line.tokens.filter {
            !$0.isDigits && NumberWords.cardinal($0.text) == nil && !fillers.contains($0.text) && !corrections.contains($0.text)
        }
        return words.count <= (line.tokens.count > words.count ? 3 : acknowledgementWords)
    }

    private static func join(_ run: PhoneRun, _ next: PhoneRun) -> PhoneRun? {
        guard let first = next.atoms.first, run.atoms.count + next.atoms.count <= mostAtoms else { return nil }
        if first.line == run.lastLine { return nil }
        guard run.endsLine, next.startsLine, !first.hasPlus else { return nil }
        var joined = run
        joined.atoms += next.atoms
        joined.replacements += next.replacements
        joined.endsLine = next.endsLine
        // What follows is a number of its own.
        guard PhoneLattice.numbers(of: next).isEmpty else { return nil }
        // A whole number is corrected only where that gives a whole one again: "нет, в конце ноль пять" may just repeat it.
        if first.corrects { return PhoneLattice.numbers(of: run).isEmpty || !PhoneLattice.numbers(of: joined).isEmpty ? joined : nil }
        // A number that is whole already is not lengthened, unless only that makes it one with a trunk prefix.
        guard let whole = PhoneLattice.numbers(of: run).first, whole.cost < naturalCost else { return joined }
        return PhoneLattice.numbers(of: joined).first.map { $0.digits.hasPrefix(whole.digits) } ?? false ? joined : nil
    }

    /// The runs of one line, and the corrections "не A, а B" said in it.
    private static func segments(of line: Line) -> ([PhoneRun], [PhoneRun.Replacement]) {
        var scan = LineScan(line: line)
        while scan.position < line.tokens.count {
            if let replacement = Self.replacement(line, at: scan.position) {
                scan.replacements.append(replacement.0)
                scan.position = replacement.1
            } else if let atom = DigitAtom.read(line, at: scan.position) {
                scan.append(atom)
            } else {
                scan.pass(isFiller: fillers.contains(line.tokens[scan.position].text), isCorrection: isCorrection(line, at: scan.position))
            }
        }
        return scan.finish()
    }

    private static func isCorrection(_ line: Line, at position: Int) -> Bool {
        let word = line.tokens[position].text
        if word == "то", position + 1 < line.tokens.count, line.tokens[position + 1].text == "есть" { return true }
        return corrections.contains(word)
    }

    /// "не сорок пять, а сорок шесть": the wrong digits, the right ones and where it ends.
    private static func replacement(_ line: Line, at start: Int) -> (PhoneRun.Replacement, Int)? {
        guard ["не", "not"].contains(line.tokens[start].text) else { return nil }
        var position = start + 1
        let wrong = Self.atoms(line, &position)
        guard !wrong.isEmpty, position < line.tokens.count, ["а", "but"].contains(line.tokens[position].text) else { return nil }
        position += 1
        let right = atoms(line, &position)
        return right.isEmpty ? nil : (PhoneRun.Replacement(wrong: wrong, right: right, line: line.index), position)
    }

    private static func atoms(_ line: Line, _ position: inout Int) -> [DigitAtom] {
        var found: [DigitAtom] = []
        while position < line.tokens.count, let atom = DigitAtom.read(line, at: position) {
            found.append(atom)
            position = atom.tokens.upperBound
        }
        return found
    }

    /// The state of reading one line.
    private struct LineScan {
        let line: Line
        var position = 0
        var found: [PhoneRun] = []
        var replacements: [PhoneRun.Replacement] = []
        private var current: PhoneRun?
        private var fillersSince = 0
        private var onlyFillersSoFar = true
        private var pendingCorrection = false

        init(line: Line) { self.line = line }

        mutating func append(_ atom: DigitAtom) {
            var atom = atom
            atom.corrects = pendingCorrection
            if found.isEmpty, current == nil { atom.afterPause = true }
            pendingCorrection = false
            if atom.hasPlus { end() }
            if var run = current, run.atoms.count < PhoneDictation.mostAtoms {
                run.atoms.append(atom)
                current = run
            } else {
                end()
                current = PhoneRun(atoms: [atom], startsLine: onlyFillersSoFar, endsLine: false)
            }
            onlyFillersSoFar = false
            fillersSince = 0
            position = atom.tokens.upperBound
        }

        mutating func pass(isFiller: Bool, isCorrection: Bool) {
            if isCorrection { pendingCorrection = true }
            fillersSince += 1
            if !(isFiller || isCorrection) {
                onlyFillersSoFar = false
                end()
            } else if fillersSince > PhoneDictation.mostFillers {
                end()
            }
            position += 1
        }

        private mutating func end() {
            if let run = current { found.append(run) }
            current = nil
        }

        mutating func finish() -> ([PhoneRun], [PhoneRun.Replacement]) {
            current?.endsLine = true
            end()
            return (found, replacements)
        }
    }
}
