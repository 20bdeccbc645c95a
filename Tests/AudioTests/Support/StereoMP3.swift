import Foundation

/// 0.4 s of MPEG layer III at 16 kHz, 16 kbit/s, by another encoder than ours: 440 Hz of -12 dBFS on the left, nothing on the right.
enum StereoMP3 {
    static let bytes: [UInt8] = Data(base64Encoded: text, options: .ignoreUnknownCharacters).map(Array.init) ?? []

    private static let text = """
        SUQzBAAAAAAAI1RTU0UAAAAPAAADTGF2ZjU5LjI3LjEwMAAAAAAAAAAAAAAA//NYAAAAAAAAAAAAAAAAAAAAAAAASW5mbwAAAA8AAAAOAAAEpAA2NjY2NjY2RUVFRUVFRVVVVVVVVVVk
        ZGRkZGRkdHR0dHR0dIODg4ODg4OTk5OTk5OToqKioqKioqKysrKysrKywcHBwcHBwdHR0dHR0dHg4ODg4ODg8PDw8PDw8P////////8AAAAATGF2YzU5LjM3AAAAAAAAAAAAAAAAJARA
        AAAAAAAABKS08jxLAAAA//MoZAADrCtgLKMAAQOIUsQBQwABAuWgXd3d3dxEQ54OAyZAggCBz35Q5lw/ym7l+kMO7u7u5oiJQ4GBgYhAAAWtTf//DUz+//MoRAcDnDNmAMwkAAAAA0gB
        gAAA/xWiahLIA1XSF5guSoRC/go8Ggr4Kv///8st8jTIlnBQAmFC+cWIx9UzGPyEYgCpgwXk//MoRB0EUC8+AO4AAIAAA0gBwAAAoHXrLYXaxppbDLhMhRCCxUxu4wyFTDHLCYMAYA9S
        4wHALSy6koFnrPb8+XYg6a0AuApg//MoRC0EWDU0AANeFAAAA0gAAAAAQIBkztBrALxgqB5ZM2eSGbectq3V2tLoS1NOAeBcOGw2TBwB3AYhgSYEqIuBCWbDJLtK//MoRD0DtDE6AAO4
        FoAAA0gAAAAA1jTRqGXCVVC4YxUky19k2eGcBAcw0wNCYvYyWXWRlf6dabgBeYiAIAhyY0ZGZ9iqYEAQ//MoRFID1DE0AAO6FoAAA0gAAAAAXgNL1St5P8WV3rGzPwIzdEQBB2aCGScj
        gWYSAADAghhkAWCLuqn1JEkAXaUpAoNGOEKG//MoRGYDzDE4AANdFIAAA0gAAAAAh4VIUvEDARWm/VkYtVaCPtwTLCwTGGc+GRgeAUAVBwEADjQu8tUtAq27b/gAdPV0EKzM//MoRHoD
        iDE8AAe4JIAAA0gAAAAAKsDkNHMJDPzDw/AwAAHD8w8+A4AAOj8w9+HgBnvzHvAGQAzMfmH+AeAO6fmP+TwBLuio//MoRJADmDE6AAO6FoAAA0gAAAAADK1/g0GYUJKav+YqCdzTyr/g
        2yCxkPQMUEuLJFnDlk8p/yAlA1Jop/+kXTjGR39ISLN///MoRKYDHC9AAADdEoAAA0gAAAAAhIs0Z/0tGExBTUUzLjEwMKqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
        //MoRMADLC9AAAA9EIAAA0gAAAAAqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq//MoRNkHmClu36aMAYAAA0gBQAAAqqqqqqqqqqqqqqqq
        qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq//MoRM8HnHtOAM1AAAAAA0gBgAAAqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
        qqqqqqqq//MoZMUAAAGkAOAAAAAAA0gBwAAAqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq
        """
}
