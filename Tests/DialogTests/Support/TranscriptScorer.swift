import Dialog
import Foundation

/// Counts how much of the truth the analyser finds.
struct TranscriptScorer {
    static let slotNames = ["name", "phone", "need", "city", "company", "budget", "deadline", "email"]

    struct Report {
        var right = 0
        var wrong = 0
        var missed = 0
        var bySlot: [String: (right: Int, wrong: Int, missed: Int)] = [:]
        var personWanted = 0
        var personFound = 0
        var personInvented = 0
        var callBacksRight = 0
        var outcomesRight = 0
        var objectionsRight = 0
        var objectionsWrong = 0
        var objectionsMissed = 0
        var cases = 0
        var notes: [String] = []

        var f1: Double { 2 * Double(right) / Double(max(1, 2 * right + wrong + missed)) }
        var personRecall: Double { personWanted == 0 ? 1 : Double(personFound) / Double(personWanted) }
        var objectionF1: Double { 2 * Double(objectionsRight) / Double(max(1, 2 * objectionsRight + objectionsWrong + objectionsMissed)) }

        var summary: String {
            let slots = bySlot.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.right)/+\($0.value.wrong)/-\($0.value.missed)" }.joined(
                separator: ", ")
            return
                "\(cases) transcripts: slot F1 \(f1), person \(personFound)/\(personWanted) (+\(personInvented)), call-back \(callBacksRight), outcome \(outcomesRight), objection F1 \(objectionF1); \(slots)\n"
                + notes.joined(separator: "\n")
        }
    }

    let analyser: RuleAnalyser

    func report(on cases: [TruthCase]) throws -> Report {
        var report = Report()
        for item in cases { try add(item, to: &report) }
        return report
    }

    private func add(_ item: TruthCase, to report: inout Report) throws {
        let start = try Date(item.callStart, strategy: .iso8601)
        let zone = TimeZone(identifier: item.zone) ?? .gmt
        let found = analyser.analyse(item.utterances, callStart: start, zone: zone)
        report.cases += 1
        for name in Self.slotNames { compare(name, found, item, &report) }
        if item.truth.wantsPerson {
            report.personWanted += 1
            if found.wantsPerson != nil { report.personFound += 1 } else { report.notes.append("\(item.id): wish for a person missed") }
        } else if let wish = found.wantsPerson {
            report.personInvented += 1
            report.notes.append("\(item.id): wish for a person invented: \(wish.quote)")
        }
        if item.truth.callBack == (found.callBack != nil) {
            report.callBacksRight += 1
        } else {
            report.notes.append("\(item.id): call-back \(item.truth.callBack) but \(found.callBack?.text ?? "none")")
        }
        if item.truth.outcome == found.outcome.rawValue {
            report.outcomesRight += 1
        } else {
            report.notes.append("\(item.id): outcome \(item.truth.outcome) but \(found.outcome.rawValue)")
        }
        let (wanted, got) = (Set(item.truth.objections), Set(found.objections.map(\.kind.rawValue)))
        report.objectionsRight += wanted.intersection(got).count
        report.objectionsWrong += got.subtracting(wanted).count
        report.objectionsMissed += wanted.subtracting(got).count
        if wanted != got {
            report.notes.append("\(item.id): objections \(wanted.sorted()) but \(found.objections.map { "\($0.kind.rawValue) «\($0.quote)»" })")
        }
    }

    private func compare(_ name: String, _ found: CallAnalysis, _ item: TruthCase, _ report: inout Report) {
        let slot = found.slots.first { $0.name.rawValue == name }
        let expected = item.truth.slots[name].flatMap { $0.texts.isEmpty ? nil : $0 }
        var counts = report.bySlot[name] ?? (0, 0, 0)
        switch (slot, expected) {
        case (nil, nil):
            return
        case (let slot?, let expected?) where SlotMatch.isRight(name, slot.value, expected):
            counts.right += 1
            report.right += 1
        default:
            if slot != nil {
                counts.wrong += 1
                report.wrong += 1
            }
            if expected != nil {
                counts.missed += 1
                report.missed += 1
            }
            report.notes.append("\(item.id): \(name) should be \(expected?.texts.description ?? "absent") but is \(slot?.value ?? "absent")" + (slot.map { " <- \(item.utterances[$0.utterance].text)" } ?? ""))
        }
        report.bySlot[name] = counts
    }
}
