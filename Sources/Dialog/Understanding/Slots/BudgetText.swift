/// A budget as people read it.
package enum BudgetText {
    /// "1500000" as "1 500 000 руб." or "1,500,000 roubles"; a sum in another currency keeps its code, any other wording stays as it is.
    package static func shown(_ value: String, isRussian: Bool) -> String {
        let parts = value.split(separator: " ")
        guard let sum = parts.first, sum.allSatisfy({ $0.isASCII && $0.isNumber }), parts.count <= 2 else { return value }
        let unit = parts.count == 2 ? String(parts[1]) : isRussian ? "руб." : "roubles"
        guard unit.allSatisfy({ !$0.isNumber }) else { return value }
        return "\(grouped(sum, by: isRussian ? " " : ",")) \(unit)"
    }

    private static func grouped(_ digits: Substring, by separator: String) -> String {
        var groups: [Substring] = []
        var rest = digits
        while !rest.isEmpty {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return groups.joined(separator: separator)
    }
}
