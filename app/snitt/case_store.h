// The database as the verbs about cases open it.
#pragma once

#include "app/snitt/session.h"
#include "core/result.h"
#include "core/store/store.h"

namespace snitt::app {

// The one that --db names, or the one in the user's data folder. Errors: usage (--db none), notFound (with the command
// that makes one), those of Store::open.
[[nodiscard]] Result<Store> openCaseStore(const CommonOptions& options);

}  // namespace snitt::app
