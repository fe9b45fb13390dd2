// Which threads of a process go first.
#pragma once

namespace snitt::os {

// The calling thread, and those it starts from now on, give way to the other threads of the process.
void yieldToOtherThreads();

}  // namespace snitt::os
