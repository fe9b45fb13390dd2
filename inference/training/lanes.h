// Numbered pieces of work on several threads.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

#include "core/result.h"

namespace snitt {

// Called with numbers 0 … count − 1, each once, in rising order of their beginning.
using LaneWork = std::function<Result<void>(std::size_t number, const std::stop_token& stop)>;

// Runs all of it on at most `threads` threads of its own and returns when they have ended. The first failure stops the
// others and is returned; kind cancelled where `stop` was requested.
[[nodiscard]] Result<void> onLanes(std::size_t count, int threads, const std::stop_token& stop, const LaneWork& work);

}  // namespace snitt
