import Glibc

/// A pause of the calling thread, for commands; a server never pauses.
package enum Pause {
    package static func wait(seconds: Int) {
        var (wanted, rest) = (timespec(tv_sec: seconds, tv_nsec: 0), timespec())
        while unsafe nanosleep(&wanted, &rest) != 0, errno == EINTR { wanted = rest }
    }
}
