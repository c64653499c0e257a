import Glibc
import MockOktaSystem
import Testing

struct CurrentProcessTests {
    @Test func `the process knows its id and that it has a core`() {
        #expect(CurrentProcess.id == getpid())
        #expect(CurrentProcess.coreCount >= 1)
    }

    @Test func `a variable that is not set has no value`() {
        #expect(CurrentProcess.environment("PATH")?.isEmpty == false)
        #expect(CurrentProcess.environment("MOCK_OKTA_NO_SUCH_VARIABLE") == nil)
    }
}
