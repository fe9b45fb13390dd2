// SHA-256 (FIPS 180-4), as lower-case hexadecimal text. Not thread-safe: one object a thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::span<const std::byte> bytes);
  void add(std::string_view text);
  // The digest of everything added. The object is spent afterwards.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

[[nodiscard]] std::string sha256Of(std::string_view text);

// Streams the file in blocks of 1 MiB; cancelled between blocks.
[[nodiscard]] Result<std::string> sha256OfFile(const std::filesystem::path& file, const std::stop_token& stop = {});

}  // namespace snitt
