// A network of somebody else is tried before any slide is read: it must take the tiles that the bundle will give it,
// give what the manifest says, and give the same bytes twice.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include <torch/torch.h>

#include "core/result.h"

namespace snitt {

// `run` takes `tiles` tiles of tilePx² interleaved RGB bytes, made here, and returns what the engine goes on with.
// Errors have kind model, or are those of `run`.
[[nodiscard]] Result<void> tryScript(std::int64_t tiles, std::int64_t tilePx, const std::string& where,
                                     const std::function<Result<at::Tensor>(std::span<const std::uint8_t>)>& run);

}  // namespace snitt
