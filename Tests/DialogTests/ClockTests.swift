import Dialog
import Foundation
import Testing

/// The call is on Monday 2 June 2025, 12:00 in Moscow.
@Suite("Hours are understood as they are told")
struct ClockTests {
    private func moment(_ found: CallAnalysis) -> String? {
        let style = Date.VerbatimFormatStyle(
            format: "\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: Fixtures.moscow, calendar: Calendar(identifier: .gregorian))
        return found.callBack?.at?.formatted(style)
    }

    private func check(_ said: String, _ at: String) throws {
        for text in ["Перезвоните мне \(said), пожалуйста.", "перезвоните мне \(said)"] {
            let found = try Fixtures.analyse("О: Удобно говорить?\nК: \(text)")
            #expect(moment(found) == at, "\(text): \(moment(found) ?? "none")")
            #expect(found.slot(.callback)?.quote == said, "\(text): \(found.slot(.callback)?.quote ?? "none")")
        }
    }

    @Test(
        "Halves, quarters and missing minutes give the hour before, in working hours unless the half of the day is named",
        arguments: [
            ("завтра в половине одиннадцатого", "06-03 10:30"), ("завтра в половине девятого утра", "06-03 08:30"), ("завтра в половине третьего", "06-03 14:30"),
            ("завтра в половине седьмого вечера", "06-03 18:30"), ("завтра в половине первого", "06-03 12:30"), ("завтра в половине первого ночи", "06-03 00:30"),
            ("завтра в половине восьмого утра", "06-03 07:30"), ("завтра в полодиннадцатого", "06-03 10:30"), ("завтра в пол десятого", "06-03 09:30"),
            ("завтра в четверть третьего", "06-03 14:15"), ("завтра в четверть десятого", "06-03 09:15"), ("завтра в десять минут пятого", "06-03 16:10"),
            ("завтра без пятнадцати двенадцать", "06-03 11:45"), ("завтра без четверти девять", "06-03 08:45"), ("завтра без двадцати три", "06-03 14:40"),
            ("завтра без двадцати пяти минут одиннадцать", "06-03 10:35"), ("завтра без пяти час", "06-03 12:55"), ("завтра без десяти восемь вечера", "06-03 19:50"),
        ])
    func words(said: String, at: String) throws { try check(said, at) }

    @Test(
        "Of a stretch of hours the first one is meant",
        arguments: [
            ("завтра с двух до трёх", "06-03 14:00"), ("завтра с десяти до двенадцати", "06-03 10:00"), ("завтра с двух до пяти вечера", "06-03 14:00"),
            ("завтра с девяти до шести вечера", "06-03 09:00"), ("завтра между двумя и тремя", "06-03 14:00"), ("в пятницу с 10 до 11", "06-06 10:00"),
        ])
    func stretches(said: String, at: String) throws { try check(said, at) }

    @Test("Minutes that follow the hour at once are its minutes", arguments: [("завтра в пятнадцать тридцать", "06-03 15:30"), ("завтра в десять ноль пять", "06-03 10:05"), ("завтра в 9:05", "06-03 09:05"), ("завтра в десять или одиннадцать", "06-03 10:00")])
    func minutes(said: String, at: String) throws {
        #expect(try moment(Fixtures.analyse("О: Удобно говорить?\nК: Перезвоните мне \(said)")) == at)
    }

    @Test("English halves of the day belong to the hour, and are quoted with it")
    func english() throws {
        for (said, quote, at) in [
            ("Please call me back tomorrow at three p.m. on this number", "tomorrow at three p.m", "06-03 15:00"), ("Call me tomorrow at 9 a.m.", "tomorrow at 9 a.m", "06-03 09:00"),
        ] {
            let found = try Fixtures.analyse("О: Hello.\nК: \(said)")
            #expect(moment(found) == at, "\(said): \(moment(found) ?? "none")")
            #expect(found.slot(.callback)?.quote.hasPrefix(quote) == true, "\(said): \(found.slot(.callback)?.quote ?? "none")")
        }
    }
}
