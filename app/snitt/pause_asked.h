// Whether whoever speaks to this process by --control asked it to pause. For runs whose work lies in other processes;
// those that do it themselves wait at their RunControl's gate. Any thread.
#pragma once

namespace snitt::app {

[[nodiscard]] bool isPauseAsked();
void setPauseAsked(bool asked);

}  // namespace snitt::app
