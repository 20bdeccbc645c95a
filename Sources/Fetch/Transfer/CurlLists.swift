import CCurl

/// The lists libcurl reads during a transfer; freed behind it.
final class CurlLists {
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    func make(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) ?? list }
        if let list { lists.append(list) }
        return list
    }

    deinit { for list in lists { curl_slist_free_all(list) } }
}
