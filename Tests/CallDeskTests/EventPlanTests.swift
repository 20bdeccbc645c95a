import Bitrix24
import Testing

@testable import CallDesk

@Suite("What an event asks for")
struct EventPlanTests {
    private func plan(_ form: String) throws -> EventPlan { EventPlan(try PortalEvent.decode(form: Array(form.utf8))) }

    @Test("A ringing call is met, by the caller's number")
    func ringing() throws {
        let plan = try plan("event=ONVOXIMPLANTCALLINIT&data[CALL_ID]=A.1&data[CALL_TYPE]=2&data[CALLER_ID]=%2B79161234567&data[PHONE_NUMBER]=%2B74950000000")
        guard case .callStarted(let hint) = plan else { return #expect(Bool(false), "\(plan)") }
        #expect(hint.callID == "A.1" && hint.type == 2 && hint.phone == "+79161234567" && hint.portalNumber == "+74950000000")
    }

    @Test("An ended call is looked up")
    func ended() throws {
        let plan = try plan("event=OnVoximplantCallEnd&data[CALL_ID]=A.1&data[CALL_TYPE]=2&data[PHONE_NUMBER]=89161234567&data[CALL_DURATION]=0&data[CALL_FAILED_CODE]=304")
        guard case .callEnded(let hint) = plan else { return #expect(Bool(false), "\(plan)") }
        #expect(hint.duration == 0 && hint.failedCode == "304" && hint.phone == "89161234567")
    }

    @Test(
        "Events without an id, or of no use, are named as such and ask for nothing",
        arguments: ["event=ONVOXIMPLANTCALLEND", "event=ONCRMLEADUPDATE&data=5", "event=ONTASKADD&data[ID]=3", "event=ONCRMACTIVITYUPDATE&data[FIELDS][ID]="])
    func nothing(form: String) throws {
        guard case .nothing(let reason) = try plan(form) else { return #expect(Bool(false)) }
        #expect(!reason.isEmpty)
    }

    @Test("A changed or deleted deal is looked at", arguments: ["ONCRMDEALUPDATE", "ONCRMDEALDELETE"])
    func deal(name: String) throws {
        #expect(try plan("event=\(name)&data[FIELDS][ID]=12") == .dealChanged(id: 12))
    }

    @Test("A call id that is no id is not taken")
    func longID() throws {
        guard case .nothing = try plan("event=ONVOXIMPLANTCALLEND&data[CALL_ID]=" + String(repeating: "x", count: 300)) else { return #expect(Bool(false)) }
    }
}
