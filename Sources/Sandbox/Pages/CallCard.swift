/// A call in a timeline: facts, player, blocks of the application, attached transcript.
extension PageFrame {
    func callCard(_ activity: CallActivity) -> Markup {
        let row = state.statistics.values.first { $0.callID == activity.callID }
        let kind = activity.isMissed ? "missed" : activity.isIncoming ? "call" : "out"
        let title =
            activity.isMissed
            ? text("Пропущенный звонок", "Missed call")
            : activity.isIncoming ? text("Входящий звонок", "Incoming call") : text("Исходящий звонок", "Outgoing call")
        let state: Markup =
            activity.completed
            ? "<span class=\"chip green\">\(text("Завершён", "Completed"))</span>"
            : "<span class=\"chip amber\">\(text("Не обработан", "Not handled"))</span>"
        return """
            <div class="entry"><span class="dot \(kind)">✆</span><div class="panel"><div class="top"><b>\(title)</b>\(state)\
            <time class="soft small">\(date(activity.start))</time></div><div class="facts"><span>\(activity.subject)</span><span class="soft">\(activity.phone)</span>\
            <span class="soft">\(text("Линия", "Line")) \(row?.portalNumber ?? "")</span><span class="soft">\(text("Длительность", "Duration")) \(clock(row?.duration ?? 0))</span>\
            \(person(activity.responsible))</div>\(player(activity))\(layouts(activity))\(transcript(of: activity.callID))</div></div>
            """
    }

    private func player(_ activity: CallActivity) -> Markup {
        if let file = activity.fileIDs.first {
            return "<audio class=\"player\" controls preload=\"metadata\" src=\"/disk/downloadFile/\(file)/\"></audio>"
        }
        guard !activity.isMissed else { return "" }
        return "<div class=\"norecord\">\(text("Записи пока нет", "No recording yet"))</div>"
    }

    private func layouts(_ activity: CallActivity) -> [Markup] {
        activity.layouts.sorted { $0.key < $1.key }.map { client, layout in
            """
            <div class="layout" data-rest-client-id="\(client)"><div class="from">\(text("Приложение", "Application"))</div>\
            \(LayoutBlocks(frame: self, activity: activity.id).markup(layout["blocks"]))</div>
            """
        }
    }

    private func transcript(of callID: String) -> Markup {
        guard let transcript = state.transcripts.values.filter({ $0.callID == callID }).max(by: { $0.id < $1.id }) else { return "" }
        let lines = transcript.lines.map { line -> Markup in
            let side = line.isClient ? text("Клиент", "Client") : text("Сотрудник", "Employee")
            return """
                <li class="\(line.isClient ? "client" : "user")"><button type="button" data-at="\(line.start)">\(clock(line.start))</button>\
                <p><b>\(side)</b>\(line.text)</p></li>
                """
        }
        return """
            <details class="said" open><summary>\(text("Расшифровка разговора", "Transcript")) · \(transcript.lines.count)</summary><ol>\(lines)</ol></details>
            """
    }
}
