/// What the portal answers to a visitor whose credentials it does not take, with status 200.
enum LoginPage {
    static func html(_ state: PortalState) -> String {
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>\(state.text("Авторизация", "Authorization"))</title></head><body>"
            + "<form method=\"post\"><input name=\"USER_LOGIN\"><input type=\"password\" name=\"USER_PASSWORD\"></form></body></html>"
    }
}
