// What a Store holds.
#pragma once

#include "core/store/connection_p.h"
#include "core/store/store.h"

namespace snitt {

struct Store::Data {
  Connection connection;
};

}  // namespace snitt
