import MockOktaFormats

/// The value of `Date` (RFC 9110 §6.6.1), made anew only when the second has changed.
struct DateField {
    let seconds: Int64
    let text: String

    init(seconds: Int64) {
        self.seconds = seconds
        text = IMFFixdate.format(seconds: seconds)
    }
}
