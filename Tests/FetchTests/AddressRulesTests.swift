import Fetch
import Testing

@Suite struct AddressRulesTests {
    /// What must never be connected to by default: at least one address of each special block, its edges, and its disguises.
    static let hostile: [(AddressClass, String)] = [
        (.loopback, "127.0.0.1 127.0.0.0 127.0.0.2 127.0.1.1 127.1.2.3 127.127.127.127 127.255.255.255 ::1 0:0:0:0:0:0:0:1"),
        (.privateUse, "10.0.0.0 10.0.0.1 10.1.2.3 10.96.0.1 10.255.255.255 172.16.0.0 172.16.0.1 172.17.0.1 172.20.10.1 172.31.255.255"),
        (.privateUse, "192.168.0.0 192.168.0.1 192.168.1.1 192.168.99.100 192.168.122.1 192.168.255.255"),
        (.shared, "100.64.0.0 100.64.0.1 100.65.1.1 100.100.100.100 100.100.100.199 100.127.255.255"),
        (.linkLocal, "169.254.0.0 169.254.0.1 169.254.1.1 169.254.169.253 169.254.169.255 169.254.170.1 169.254.255.255 fe80:: fe80::1"),
        (.linkLocal, "fe80::a00:27ff:fe4e:66a1 fe81::1 febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        (.metadata, "169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 192.0.0.192 fd00:ec2::254 fd00:ec2::23 fd20:ce::254"),
        (.metadata, "fd00:0ec2:0:0:0:0:0:254 fd00:0ec2:0000:0000:0000:0000:0000:0254"),
        (.reserved, "0.0.0.0 0.0.0.1 0.1.2.3 0.255.255.255 192.0.0.0 192.0.0.1 192.0.0.8 192.0.0.9 192.0.0.170 192.0.0.171 192.0.0.255"),
        (.reserved, "192.0.2.0 192.0.2.1 192.0.2.255 198.51.100.0 198.51.100.7 198.51.100.255 203.0.113.0 203.0.113.9 203.0.113.255"),
        (.reserved, "198.18.0.0 198.18.0.1 198.19.0.1 198.19.255.255 192.31.196.1 192.52.193.1 192.175.48.1 192.175.48.42"),
        (.reserved, "240.0.0.0 240.0.0.1 247.1.1.1 250.250.250.250 254.255.255.255 255.0.0.1 255.255.255.254 255.255.255.255"),
        (.multicast, "224.0.0.0 224.0.0.1 224.0.0.251 225.1.2.3 232.1.1.1 233.252.0.1 239.0.0.1 239.255.255.250 239.255.255.255"),
        (.multicast, "ff00:: ff01::1 ff02::1 ff02::2 ff02::fb ff02::1:ff00:1 ff05::2 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        (.tunnel, "192.88.99.0 192.88.99.1 192.88.99.255"),
        (.tunnel, "2002:: 2002:7f00:1:: 2002:7f00:0001::1 2002:a00:1:: 2002:c0a8:101:: 2002:a9fe:a9fe:: 2002:808:808::1 2002:ffff:ffff:ffff::"),
        (
            .tunnel,
            "2001:: 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0:7f00:1:: 2001:0:ffff:ffff:0:0:80ff:fffe 2001:0:53aa:64c:0:fbff:f5ff:fffe"
        ),
        (.tunnel, "2a00:1450::5efe:10.0.0.1 2a00:1450:1:2:0:5efe:127.0.0.1 2a00:1450:1:2:200:5efe:192.168.1.1 2600:1900::200:5efe:7f00:1"),
        (.embeddedIPv4, "::ffff:0.0.0.0 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe ::ffff:192.168.0.1"),
        (.embeddedIPv4, "::ffff:8.8.8.8 ::ffff:172.16.0.1 ::ffff:100.64.0.1 ::ffff:255.255.255.255 0:0:0:0:0:ffff:7f00:0001"),
        (.embeddedIPv4, "::127.0.0.1 ::7f00:1 ::10.0.0.1 ::169.254.169.254 ::8.8.8.8 ::2 ::ffff"),
        (.embeddedIPv4, "::ffff:0:127.0.0.1 ::ffff:0:7f00:1 ::ffff:0:10.0.0.1 ::ffff:0:a9fe:a9fe ::ffff:0:8.8.8.8"),
        (
            .embeddedIPv4,
            "64:ff9b::127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b::a9fe:a9fe 64:ff9b::8.8.8.8 64:ff9b::"
        ),
        (.embeddedIPv4, "64:ff9b:1:: 64:ff9b:1::7f00:1 64:ff9b:1:a00:0:100:: 64:ff9b:1:ffff:ffff:ffff:ffff:ffff"),
        (.uniqueLocal, "fc00:: fc00::1 fc01:2:3::4 fd00:: fd00::1 fd00:ec2::253 fd12:3456:789a:1::1 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        (.reserved, ":: 0:0:0:0:0:0:0:0 ::1:0:0:0 100:: 100::1 100:0:0:1::1 200::1 400::1 64:ff9a::1 64:ff9b:2::1 64:ff9b:0:0:0:1::"),
        (.reserved, "2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:1f:ffff::1 2001:20::1 2001:1ff:ffff::1 2001:db8:: 2001:db8::1"),
        (.reserved, "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 2620:4f:8000::1 3ffe::1 3ffe:ffff::1 3fff::1 3fff:fff:ffff::1 4000::1 5f00::1"),
        (.reserved, "6000::1 8000::1 a000::1 c000::1 e000::1 f000::1 f800::1 fe00::1 fe7f::1 fec0::1 feff::1 0:ffff::1 1::1"),
    ].flatMap { kind, list in list.split(separator: " ").map { (kind, String($0)) } }

    static let reachable = """
        1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.216.34 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.0
        172.15.255.255 172.32.0.0 192.0.1.1 192.0.3.1 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 203.0.112.255 203.0.114.0 223.255.255.255
        2001:200::1 2001:4860:4860::8888 2003::1 2606:4700:4700::1111 2a00:1450:4010::1 2a02:6b8::2:242 2620:4f:7fff::1 2620:4f:8001::1 3ffd::1
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    @Test("At least 150 hostile addresses, each of its own kind, are refused in any way of asking")
    func hostileAddresses() throws {
        #expect(Set(Self.hostile.map(\.1)).count >= 150)
        let open = AddressRules()
        // Everything that may be opened is opened here, to the whole of the address space: only what may never open remains.
        let all = [try #require(CIDR("0.0.0.0/0")), try #require(CIDR("::/0"))]
        let widest = AddressRules(allowsLoopback: true, privateHosts: ["box.example": all])
        for (kind, text) in Self.hostile {
            let address = try #require(IPAddress(text), "\(text)")
            #expect(AddressClass(of: address) == kind, "\(text)")
            for isEncrypted in [true, false] {
                #expect(!open.allows(address, host: "box.example", isEncrypted: isEncrypted), "\(text)")
                #expect(!open.allows(address, host: text, isEncrypted: isEncrypted), "\(text)")
            }
            let opens = [.loopback, .privateUse, .shared, .uniqueLocal].contains(kind)
            #expect(widest.allows(address, host: "box.example", isEncrypted: true) == opens, "\(text)")
            #expect(widest.allows(address, host: "other.example", isEncrypted: true) == (kind == .loopback), "\(text)")
            #expect(widest.allows(address, host: "box.example", isEncrypted: false) == (kind == .loopback), "\(text)")
        }
    }

    @Test("Public addresses, those just beside a special block too, are reached, but only encrypted", arguments: reachable)
    func publicAddresses(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressClass(of: address) == .global)
        let rules = AddressRules(allowsLoopback: true)
        #expect(rules.allows(address, host: "recordings.example", isEncrypted: true))
        #expect(!rules.allows(address, host: "recordings.example", isEncrypted: false))
    }

    @Test("Every kind of address is in the table")
    func complete() { #expect(Set(Self.hostile.map(\.0)).union([.global]) == Set(AddressClass.allCases)) }

    @Test("A private host opens with its name, in its block, and nothing else does")
    func privateHost() throws {
        let rules = AddressRules(privateHosts: ["Box.Example": [try #require(CIDR("10.20.0.0/16")), try #require(CIDR("fd12:3456::/32"))]])
        let inside = try #require(IPAddress("10.20.3.4"))
        #expect(rules.allows(inside, host: "box.example", isEncrypted: true))
        #expect(rules.allows(inside, host: "BOX.example.", isEncrypted: true))
        #expect(rules.allows(try #require(IPAddress("fd12:3456::9")), host: "box.example", isEncrypted: true))
        #expect(!rules.allows(inside, host: "evil.box.example", isEncrypted: true))
        #expect(!rules.allows(inside, host: "box.example", isEncrypted: false))
        #expect(!rules.allows(try #require(IPAddress("10.21.0.1")), host: "box.example", isEncrypted: true))
        #expect(!rules.allows(try #require(IPAddress("127.0.0.1")), host: "box.example", isEncrypted: true))
    }

    @Test("Loopback is opened alone")
    func loopback() throws {
        let rules = AddressRules(allowsLoopback: true)
        for (kind, text) in Self.hostile {
            let address = try #require(IPAddress(text))
            #expect(rules.allows(address, host: "localhost", isEncrypted: true) == (kind == .loopback), "\(text)")
        }
    }

    @Test("The setting of private hosts is read")
    func setting() throws {
        let hosts = try #require(PrivateHosts.parse(" Box.Example = 10.20.0.0/16 , box.example=fd12:3456::/32,other.example=192.168.7.7"))
        let other = try #require(CIDR("192.168.7.7"))
        #expect(hosts["box.example"]?.count == 2 && hosts["other.example"] == [other])
        #expect(PrivateHosts.parse("") == [:])
    }

    @Test(
        "A setting that is unreadable, or opens what never opens, is refused",
        arguments: [
            "box.example", "=10.0.0.0/8", "a=b=10.0.0.0/8", "box=10.0.0.1/8", "box=169.254.0.0/16", "box=0.0.0.0/0", "box=127.0.0.0/8",
            "box=fd00:ec2::254",
        ])
    func badSetting(text: String) { #expect(PrivateHosts.parse(text) == nil) }

    @Test(
        "Blocks are read strictly",
        arguments: [
            "", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.1/8", "10/8", "fd00::/129", "fd00::1/64", "host", "10.0.0.0/8/8",
            "010.0.0.0/8",
        ])
    func badBlock(text: String) { #expect(CIDR(text) == nil) }

    @Test("A block holds what its bits say")
    func blocks() throws {
        let cases = [
            ("10.0.0.0/9", "10.127.255.255", true), ("10.0.0.0/9", "10.128.0.0", false), ("192.168.1.7", "192.168.1.7", true),
            ("192.168.1.7", "192.168.1.8", false), ("0.0.0.0/0", "255.1.2.3", true), ("0.0.0.0/0", "::1", false), ("fd00::/8", "fdff::1", true),
            ("fd00::/127", "fd00::1", true), ("fd00::/127", "fd00::2", false),
        ]
        for (block, address, holds) in cases {
            #expect(try #require(CIDR(block)).contains(try #require(IPAddress(address))) == holds, "\(block) \(address)")
        }
    }

    @Test(
        "Addresses are read strictly",
        arguments: ["127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "::1%lo", "[::1]", "1.2.3.4.5", "1.2.3.256", " 1.1.1.1", ""])
    func badAddress(text: String) { #expect(IPAddress(text) == nil) }
}
