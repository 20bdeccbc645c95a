extension TimeMeaning {
    /// Reads the words of an expression of time.
    init(reading line: Line, _ range: Range<Int>) {
        let split = Self.rangeSplit(line, range)
        take(line, range.lowerBound..<(split ?? range.upperBound))
        guard let split else { return }
        // "с двух до трёх дня": the first hour is meant, the rest says of which day and half of the day.
        guard hour != nil else {
            take(line, split..<range.upperBound)
            return
        }
        var end = TimeMeaning()
        end.take(line, split + 1..<range.upperBound)
        days = days ?? end.days
        weekday = weekday ?? end.weekday
        (dayOfMonth, month) = (dayOfMonth ?? end.dayOfMonth, month ?? end.month)
        isNextWeek = isNextWeek || end.isNextWeek
        if let last = end.hour, let first = hour, last >= first { part = part ?? end.part }
    }

    private mutating func take(_ line: Line, _ range: Range<Int>) {
        var position = range.lowerBound
        while position < range.upperBound {
            position = max(position + 1, take(line, at: position, end: range.upperBound))
        }
    }

    /// Where "до" stands in "с двух до трёх", "и" in "между двумя и тремя".
    private static func rangeSplit(_ line: Line, _ range: Range<Int>) -> Int? {
        guard let opening = range.first(where: { rangeEnds[line.tokens[$0].text] != nil }), let ends = rangeEnds[line.tokens[opening].text] else { return nil }
        let behind = (opening + 2)..<max(opening + 2, range.upperBound)
        return behind.first { ends.contains(line.tokens[$0].text) }
    }

    private static let rangeEnds: [String: Set<String>] = [
        "с": ["до", "по"], "со": ["до", "по"], "от": ["до"], "между": ["и"], "from": ["to", "till", "until"], "between": ["and"],
    ]

    /// Takes what the token says; returns where to go on.
    private mutating func take(_ line: Line, at position: Int, end: Int) -> Int {
        let word = line.tokens[position].text
        if let days = Self.dayWords[word] { self.days = days }
        if let weekday = Self.weekday(word) { self.weekday = weekday }
        let isHalfOfDay = word == "дня" && position > 0 && line.tokens[position - 1].text.hasPrefix("половин")
        if let part = Self.parts[word], !isHalfOfDay { self.part = part }
        if Self.nextWords.contains(where: { word.hasPrefix($0) }), position + 1 < end { takeNext(line.tokens[position + 1].text) }
        if word == "обеда", position > 0, line.tokens[position - 1].text == "до" { part = .morning }
        if word == "половине", position > 0 {
            let half = line.tokens[position - 1].text
            if half.hasPrefix("перв") { part = .morning } else if half.hasPrefix("втор") { part = part ?? .afternoon }
        }
        if let hour = Self.halfHours[word] { (self.hour, minute) = (ClockWords.before(hour), 30) }
        if word == "числа", dayOfMonth == nil, let hour { (dayOfMonth, self.hour) = (hour, nil) }
        if let month = Self.month(word) { self.month = month }
        if let moment = ClockWords.read(line, at: position, end: end) {
            (hour, minute) = (moment.hour, moment.minute)
            return moment.end
        }
        if word == "через" || word == "in" { return takeOffset(line, at: position + 1, end: end) }
        if ["часа", "часов", "часика", "минут", "дня", "дней", "недели", "недельки", "месяца", "час", "часик", "неделю", "недельку"].contains(word),
            position + 1 < end, line.tokens[position + 1].text == "через"
        {
            return takeInverted(line, unit: word, at: position + 2, end: end)
        }
        if let ordinal = ordinal(line, at: position, end) {
            dayOfMonth = ordinal.0
            return ordinal.1
        }
        if let quantity = Quantity.read(line, at: position), quantity.range.upperBound <= max(end, position + 1), !quantity.hasMultiplier {
            return takeNumber(line, quantity, end: end)
        }
        if word == "час" || word == "часу", hour == nil, minutes == nil, days == nil || position > 0 { takeOneOClock(line, position) }
        return position + 1
    }

    private mutating func takeOneOClock(_ line: Line, _ position: Int) {
        guard position > 0, ["в", "к", "до", "после"].contains(line.tokens[position - 1].text) else { return }
        hour = 1
    }

    private mutating func takeNext(_ noun: String) {
        if noun.hasPrefix("недел") || noun == "week" { isNextWeek = true }
        if noun.hasPrefix("месяц") || noun == "month" { months = 1 }
        if Self.weekday(noun) != nil { isNextWeek = true }
    }

    /// "через [два] часа".
    private mutating func takeOffset(_ line: Line, at start: Int, end: Int) -> Int {
        guard start < end else { return start }
        var amount = 1.0
        var position = start
        let word = line.tokens[start].text
        if word.hasPrefix("полчас") {
            minutes = 30
            return start + 1
        }
        if word == "пол", start + 1 < end {
            amount = 0.5
            position += 1
        } else if word.hasPrefix("пар") {
            amount = 2
            position += 1
        } else if word.hasPrefix("нескольк") {
            amount = 3
            position += 1
        } else if let fraction = NumberWords.fraction(word) {
            amount = fraction
            position += 1
        } else if word == "half" {
            amount = 0.5
            position += 1
        } else if let quantity = Quantity.read(line, at: start), !quantity.hasMultiplier {
            amount = quantity.value
            position = quantity.range.upperBound
        }
        while position < end, ["a", "an"].contains(line.tokens[position].text) { position += 1 }
        guard position < end else {
            if amount >= 5 { minutes = Int(amount) }
            return position
        }
        setOffset(amount, unit: line.tokens[position].text)
        return position + 1
    }

    private mutating func takeInverted(_ line: Line, unit: String, at start: Int, end: Int) -> Int {
        guard start < end else {
            setOffset(1, unit: unit)
            return start
        }
        let word = line.tokens[start].text
        if let quantity = Quantity.read(line, at: start), !quantity.hasMultiplier {
            setOffset(quantity.value, unit: unit)
            return quantity.range.upperBound
        }
        setOffset(word.hasPrefix("пар") ? 2 : word.hasPrefix("полтор") ? 1.5 : 1, unit: unit)
        return start + 1
    }

    private mutating func setOffset(_ amount: Double, unit: String) {
        // Offsets beyond a few years are slips of the recogniser.
        guard amount >= 0, amount < 1_000 else { return }
        switch unit {
        case _ where unit.hasPrefix("минут") || unit.hasPrefix("minute"): minutes = Int(amount)
        case _ where unit.hasPrefix("час") || unit.hasPrefix("hour"): minutes = Int(amount * 60)
        case _ where unit.hasPrefix("недел") || unit.hasPrefix("week"): days = Int((amount * 7).rounded())
        case _ where unit.hasPrefix("месяц") || unit.hasPrefix("month"): months = max(1, Int(amount))
        case _ where unit.hasPrefix("год") || unit.hasPrefix("year"): months = Int(amount * 12)
        case _ where unit.hasPrefix("д") || unit.hasPrefix("day"): days = Int(amount)
        default: break
        }
    }

    /// "пятнадцатого [июня]", "двадцать третьего".
    private func ordinal(_ line: Line, at position: Int, _ end: Int) -> (Int, Int)? {
        let word = line.tokens[position].text
        if let value = NumberWords.ordinal(word), word.hasSuffix("го") || word.hasSuffix("му") || word.hasSuffix("ое") || word.hasSuffix("ье") {
            return (value, position + 1)
        }
        if let tens = NumberWords.cardinal(word), tens == 20 || tens == 30, position + 1 < end,
            let unit = NumberWords.ordinal(line.tokens[position + 1].text), unit < 10
        {
            return (tens + unit, position + 2)
        }
        return nil
    }

    private mutating func takeNumber(_ line: Line, _ quantity: Quantity, end: Int) -> Int {
        let value = Int(quantity.value)
        let next = quantity.range.upperBound
        let unit = next < line.tokens.count ? line.tokens[next].text : ""
        if Self.month(unit) != nil || ["го", "ого", "числа", "числу", "его", "му", "е"].contains(unit) {
            if (1...31).contains(value) { dayOfMonth = value }
            return next
        }
        guard hour == nil, (0...24).contains(value) else {
            // "пятнадцать тридцать".
            if let hour, (0...59).contains(value), minute == 0, hour > 0, isMinute(line, quantity.range.lowerBound, value) { minute = value }
            return next
        }
        hour = value % 24
        if unit == "pm", value < 12 { hour = value + 12 }
        if unit == "am" { part = .morning }
        // "15:30", "15.30" are read as two numbers or as a decimal.
        let fraction = Int(((quantity.value - Double(value)) * 100).rounded())
        if fraction > 0, fraction < 60 { minute = fraction == 50 && unit.hasPrefix("час") ? 30 : fraction }
        return next
    }

    /// "пятнадцать тридцать", "15:05", "десять ноль пять", "два часа десять минут": minutes follow the hour at once.
    private func isMinute(_ line: Line, _ position: Int, _ value: Int) -> Bool {
        guard position > 0 else { return false }
        let before = line.tokens[position - 1]
        if ["ноль", "ноля", "часов", "часа", "час"].contains(before.text) { return true }
        guard before.isDigits || NumberWords.cardinal(before.text) != nil else { return false }
        return value >= 10 || line.tokens[position].text.count == 2
    }

    private static func weekday(_ word: String) -> Int? {
        if let day = englishDays[word] { return day }
        return weekdayStems.first { word.hasPrefix($0.0) && word.count <= $0.0.count + 3 }?.1
    }

    private static func month(_ word: String) -> Int? {
        word == "may" ? 5 : monthStems.first { word.hasPrefix($0.0) && word.count <= $0.0.count + 4 }?.1
    }

    private static let weekdayStems: [(String, Int)] = [
        ("понедельник", 2), ("вторник", 3), ("среда", 4), ("среду", 4), ("среды", 4), ("среде", 4), ("четверг", 5), ("пятниц", 6), ("суббот", 7),
        ("воскресен", 1),
    ]
    private static let englishDays = ["monday": 2, "tuesday": 3, "wednesday": 4, "thursday": 5, "friday": 6, "saturday": 7, "sunday": 1]
    private static let monthStems: [(String, Int)] = [
        ("январ", 1), ("феврал", 2), ("март", 3), ("апрел", 4), ("мая", 5), ("май", 5), ("мае", 5), ("маю", 5), ("июн", 6), ("июл", 7), ("август", 8),
        ("сентябр", 9), ("октябр", 10), ("ноябр", 11), ("декабр", 12),
        ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("june", 6), ("july", 7), ("september", 9), ("october", 10), ("november", 11),
        ("december", 12),
    ]
    private static let dayWords = [
        "сегодня": 0, "завтра": 1, "послезавтра": 2, "завтрашний": 1, "завтрашнему": 1, "завтрашнего": 1, "today": 0, "tomorrow": 1, "tonight": 0,
    ]
    private static let parts: [String: DayPart] = [
        "утром": .morning, "утра": .morning, "утру": .morning, "утречком": .morning, "днем": .afternoon, "дня": .afternoon, "вечером": .evening,
        "вечера": .evening, "вечеру": .evening, "вечерком": .evening, "вечер": .evening,
        "ночи": .night, "am": .morning, "pm": .evening,
        "обеда": .afternoon, "обед": .noon, "обеду": .noon, "полдень": .noon, "работы": .evening, "morning": .morning, "afternoon": .afternoon,
        "evening": .evening, "tonight": .evening, "noon": .noon, "lunch": .afternoon, "work": .evening,
    ]
    private static let nextWords = ["следующ", "будущ", "next", "той"]
    private static let halfHours = [
        "полпервого": 1, "полвторого": 2, "полтретьего": 3, "полчетвертого": 4, "полпятого": 5, "полшестого": 6, "полседьмого": 7, "полвосьмого": 8,
        "полдевятого": 9, "полдесятого": 10, "полодиннадцатого": 11, "полдвенадцатого": 12,
    ]
}
