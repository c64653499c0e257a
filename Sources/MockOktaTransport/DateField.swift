import MockOktaFormats

/// The value of `Date` (RFC 9110 §6.6.1), made anew only when the second has changed.
struct DateField {
    private var seconds = Int64.min
    private var text = ""

    mutating func value(at seconds: Int64) -> String {
        if seconds != self.seconds {
            self.seconds = seconds
            text = IMFFixdate.format(seconds: seconds)
        }
        return text
    }
}
