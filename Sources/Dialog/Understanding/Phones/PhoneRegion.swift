/// The numbering plan of a country: how its people write numbers without the country code.
struct PhoneRegion: Sendable {
    /// Country calling code, ITU-T E.164.
    let code: String
    /// Prefix dialled inside the country.
    let trunk: String
    /// Digits of a national number.
    let nationalDigits: Int
    /// First digits that national numbers may have.
    let firstDigits: Set<Character>

    static let plans: [String: PhoneRegion] = [
        "RU": PhoneRegion(code: "7", trunk: "8", nationalDigits: 10, firstDigits: ["3", "4", "8", "9"]),
        "KZ": PhoneRegion(code: "7", trunk: "8", nationalDigits: 10, firstDigits: ["6", "7"]),
        "BY": PhoneRegion(code: "375", trunk: "80", nationalDigits: 9, firstDigits: ["1", "2", "3", "4"]),
        "UZ": PhoneRegion(code: "998", trunk: "8", nationalDigits: 9, firstDigits: ["2", "3", "5", "6", "7", "8", "9"]),
        "UA": PhoneRegion(code: "380", trunk: "0", nationalDigits: 9, firstDigits: ["3", "4", "5", "6", "7", "8", "9"]),
        "AM": PhoneRegion(code: "374", trunk: "0", nationalDigits: 8, firstDigits: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]),
        "KG": PhoneRegion(code: "996", trunk: "0", nationalDigits: 9, firstDigits: ["2", "3", "5", "7", "9"]),
        "GB": PhoneRegion(code: "44", trunk: "0", nationalDigits: 10, firstDigits: ["1", "2", "3", "7", "8"]),
        "US": PhoneRegion(code: "1", trunk: "1", nationalDigits: 10, firstDigits: ["2", "3", "4", "5", "6", "7", "8", "9"]),
    ]

    /// Exact lengths, with the country code, of the countries that call most; others may have 8 to 15 digits.
    static let internationalLengths: [(code: String, digits: Int)] = [
        ("375", 12), ("380", 12), ("998", 12), ("996", 12), ("992", 12), ("993", 11), ("994", 12), ("995", 12), ("374", 11), ("373", 11), ("371", 11),
        ("370", 11), ("972", 12), ("971", 12), ("90", 12), ("86", 13), ("49", 0), ("44", 12), ("1", 11),
    ]
}
