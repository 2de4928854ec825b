#include <malloc.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <zmq.h>

// Swift does not see eventfd's flags, an anonymous enum behind macros, variadic prctl, nor what
// only _GNU_SOURCE shows.
static inline int mesh_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline void mesh_name_this_thread(const char *name) { prctl(PR_SET_NAME, name); }

enum { mesh_sched_batch = 3 };
