import MeshAPI
import MeshLifecycle

/// The life of a person as personnel of a provider (SM-PERSON).
///
/// One employer at a time: who hires waits until the one before has released.
package let personLifecycle = Lifecycle<Person, PersonFacts>(initial: .employed) {
    From(.employed).on("revise", to: .employed)
    From(.employed).on("release", to: .released, reason: true, when: hasNoLiveAssignment)
    From(.released).on("hire", to: .employed, when: mayTakePosts)
    From(.employed).on("link", to: .employed)
    From(.released).on("link", to: .released)
}

/// The life of an assignment (SM-ASSIGN).
///
/// `bar` is the mesh's own command: a record closed all posts to the person.
package let assignmentLifecycle = Lifecycle<Assignment, AssignmentFacts>(initial: .proposed) {
    From(.proposed).on("vet", to: .vetted, when: isFitForPost)
    From(.vetted).on("approve", to: .approved, when: { assignment, _, _ in isKeyPost(assignment) })
    From(.vetted).on("begin", to: .onDuty, when: needsNoApproval, isFitForPost)
    From(.approved).on("begin", to: .onDuty, when: isFitForPost, noticeHasPassed)
    From(.proposed, .vetted, .approved).on("leave", to: .ended, reason: true)
    From(.onDuty).on("leave", to: .leaving, reason: true)
    From(.leaving).on("end", to: .ended)
    From(.proposed, .vetted, .approved, .onDuty, .leaving).on("bar", to: .barred)
}
