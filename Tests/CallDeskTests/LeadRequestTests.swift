import Testing

@testable import CallDesk

@Suite("A lead from another program")
struct LeadRequestTests {
    @Test("has its number in E.164 and a title when none is given")
    func normal() throws {
        let request = try LeadRequest(title: nil, name: " Иван ", phone: "8 (999) 123-45-67", email: nil, comment: nil)
        #expect(request.phone == "+79991234567")
        #expect(request.name == "Иван")
        #expect(request.title == "Иван +79991234567")
    }

    @Test("is refused with the field that is wrong", arguments: [(nil, nil, "phone"), ("123", nil, "phone"), ("+79991234567", "nobody", "email")] as [(String?, String?, String)])
    func refused(phone: String?, email: String?, field: String) {
        #expect { try LeadRequest(title: "x", name: nil, phone: phone, email: email, comment: nil) } throws: { ($0 as? LeadRequest.Invalid)?.field == field }
    }

    @Test("is the same request however its number is written")
    func same() throws {
        let abroad = try LeadRequest(title: nil, name: nil, phone: "0121 234 5678", email: nil, comment: nil, region: "GB")
        #expect(abroad.phone == "+441212345678", "the region's numbering plan applies")
        let one = try LeadRequest(title: "x", name: nil, phone: "+79991234567", email: nil, comment: nil)
        let two = try LeadRequest(title: "x", name: nil, phone: "8 999 123 45 67", email: nil, comment: nil)
        #expect(one.hash == two.hash)
        #expect(try one.hash != LeadRequest(title: "y", name: nil, phone: "+79991234567", email: nil, comment: nil).hash)
    }
}
