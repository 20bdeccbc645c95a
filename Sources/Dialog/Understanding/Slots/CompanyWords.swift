/// Words that name kinds of companies, not companies.
enum CompanyWords {
    /// Legal forms and kinds of companies, in the forms that stand before a name.
    static let heads = Set(
        words:
            """
            компания компании компанию компанией фирма фирмы фирме фирму фирмой организация организации предприятие предприятия холдинг
            холдинга корпорация корпорации агентство агентства бюро студия студии завод завода фабрика фабрики магазин магазина сеть сети
            клиника клиники салон салона кафе ресторан ресторана отель отеля гостиница гостиницы школа школы юрлицо контора конторы ооо
            зао оао пао ао ип тоо нко тсж гк тд тц трц бц снт чоп автосалон автосервис company firm
            """)

    /// Legal forms, kept in the value.
    static let legalForms: Set<String> = ["ооо", "зао", "оао", "пао", "ао", "ип", "тоо", "нко", "тсж", "гк", "тд"]

    static func isCompanyWord(_ word: String) -> Bool { heads.contains(word) }
}
