import Foundation

/// An item's timeline, newest first: calls, comments, tasks, stage moves.
extension PageFrame {
    /// Entries shown of one timeline.
    private static let entryLimit = 200

    func timeline(of link: CRMLink) -> [Markup] {
        var entries: [(date: Date, id: Int, markup: Markup)] = []
        for activity in state.activities.values where activity.bindings.contains(link) {
            entries.append((activity.start, activity.id, callCard(activity)))
        }
        for comment in state.comments.values where comment.owner == link { entries.append((comment.created, comment.id, commentCard(comment))) }
        let mark = "\(link.type.shortCode)_\(link.id)"
        for task in state.tasks.values where task.crmLinks.contains(mark) { entries.append((task.created, task.id, taskEntry(task))) }
        for step in state.stageSteps where step.owner == link { entries.append((step.date, step.id, stageEntry(step))) }
        guard !entries.isEmpty else { return ["<div class=\"panel empty\">\(text("Событий пока нет", "Nothing happened yet"))</div>"] }
        return entries.sorted { ($0.date, $0.id) > ($1.date, $1.id) }.prefix(Self.entryLimit).map(\.markup)
    }

    private func commentCard(_ comment: TimelineComment) -> Markup {
        """
        <div class="entry"><span class="dot comment">✎</span><div class="panel"><div class="top"><b>\(text("Комментарий", "Comment"))</b>\
        \(person(comment.authorID))<time class="soft small">\(date(comment.created))</time></div>\(BBCode.html(comment.text))</div></div>
        """
    }

    private func taskEntry(_ task: PortalTask) -> Markup {
        """
        <div class="entry"><span class="dot task">✓</span><div class="panel"><div class="top"><b>\(text("Задача", "Task"))</b>\(taskStatus(task))\
        <time class="soft small">\(date(task.created))</time></div><a href="/tasks/\(task.id)/">\(task.title)</a>\
        <div class="facts small soft" style="margin:6px 0 0"><span>\(text("Исполнитель", "Assignee")): \(state.user(task.responsible)?.fullName ?? "")</span>\
        \(task.deadline.map { "<span>\(text("Крайний срок", "Deadline")): \(date($0))</span>" as Markup })</div></div></div>
        """
    }

    private func stageEntry(_ step: StageStep) -> Markup {
        let entry = Stages.entry(step.owner.type == .lead ? "STATUS" : "DEAL_STAGE", step.stage)
        let name = entry.map { text($0.russian, $0.english) } ?? step.stage
        let what = step.kind == 1 ? text("Создание", "Created") : text("Новая стадия", "New stage")
        return """
            <div class="entry"><span class="dot">→</span><div class="panel" style="padding:12px 18px"><div class="top" style="margin:0"><span>\(what)</span>\
            <span class="chip grey">\(name)</span><time class="soft small">\(date(step.date))</time></div></div></div>
            """
    }
}
