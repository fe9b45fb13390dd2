#include "core/store/cases/message_time_p.h"

#include <chrono>

#include "core/text/identity.h"

namespace snitt {

std::string believedTime(const std::string& stated) {
  constexpr std::chrono::hours kMostAhead{24};
  return stated > utcAfter(kMostAhead) ? std::string() : stated;
}

}  // namespace snitt
