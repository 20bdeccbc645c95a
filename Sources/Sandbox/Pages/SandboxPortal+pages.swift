extension SandboxPortal {
    func answerPage(_ ask: HTTPAsk) -> HTTPAnswer {
        .html(LoginPage.html(state))
    }
}
