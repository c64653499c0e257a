/// The objects that policies and rules refer to.
struct PolicyContext {
    let directory: DirectoryBuilder
    let applications: ApplicationsBuilder
    let settings: Settings
    let log: ProblemLog
}
