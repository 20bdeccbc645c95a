/// The application's own pages inside the portal: a frame filled by a form post, as the portal fills it.
extension PageFrame {
    func applicationFrame(source: String) -> Markup {
        Markup(trusted: "<iframe class=\"frame\" name=\"application\" src=\"\(Markup.escaped(source))\"></iframe>\(Self.listener)")
    }

    /// - Parameter installsAgain: shows the installation page of an application that is installed already.
    func applicationPage(installsAgain: Bool = false) -> String {
        let title = text("Приложение", "Application")
        guard state.handlerURL != nil || state.installURL != nil else {
            return page(
                title, section: "/app",
                "<h1>\(title)</h1><div class=\"panel empty\">\(text("Приложение не подключено", "No application is connected"))</div>")
        }
        let status: Markup =
            state.isInstalled
            ? "<span class=\"chip green\">\(text("Установлено", "Installed"))</span>"
            : "<span class=\"chip amber\">\(text("Установка не завершена", "Installation is not finished"))</span>"
        let again: Markup? = state.isInstalled && !installsAgain ? "<a href=\"/app?install=1\">\(text("Установить заново", "Install again"))</a>" : nil
        return page(title, section: "/app", "<div class=\"head\"><h1>\(title)</h1>\(status)\(again)</div>\(applicationFrame(source: "/sandbox/open\(installsAgain ? "?install=1" : "")"))")
    }

    /// A page that posts the portal's fields to the application at once.
    func autoPost(to url: String, fields: JSONObject) -> String {
        let inputs = fields.map { name, value -> Markup in "<input type=\"hidden\" name=\"\(name)\" value=\"\(value.text ?? "")\">" }
        let page: Markup = """
            <!DOCTYPE html><html><head><meta charset="utf-8"></head><body><form id="post" method="post" action="\(url)">\(inputs)</form>\
            <script>document.getElementById('post').submit()</script></body></html>
            """
        return page.text
    }

    /// Takes what the BX24 stand-in inside the frame asks of the portal.
    private static let listener = """
        <script>window.addEventListener('message',function(e){var m=e.data||{};var f=document.querySelector('iframe.frame');\
        if(!f||e.source!==f.contentWindow||m.from!=='bx24-sandbox')return;\
        if(m.call==='installFinish'){fetch('/sandbox/install-finish',{method:'POST'}).then(function(){location.href='/app'})}\
        if(m.call==='resize'&&m.height>200){f.style.height=Math.min(m.height,4000)+'px'}\
        if(m.call==='open'&&m.path&&m.path[0]==='/'&&m.path[1]!=='/'){location.href=m.path}});</script>
        """
}
