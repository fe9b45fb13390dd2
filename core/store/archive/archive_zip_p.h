// Zip archives in memory, within bounds. The only place that knows libzip.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt {

// What an archive may hold, written or read: far more than a case has, far less than fills a machine.
inline constexpr std::uint64_t kMostArchiveBytes = 1ULL << 30;   // of the file
inline constexpr std::uint64_t kMostUnpackedBytes = 2ULL << 30;  // of all entries together
inline constexpr std::uint64_t kMostEntryBytes = 256ULL << 20;
inline constexpr std::uint64_t kMostCaseBytes = 64ULL << 20;  // of case.json
inline constexpr std::int64_t kMostEntries = 100'000;

struct ZipEntry {
  std::string name;
  std::string bytes;
  bool isStored = false;  // as it is, not packed
};

// The same entries give the same bytes, but for a password's salt. AES-256 with a password, which leaves names
// readable. Errors: usage (too large), io.
[[nodiscard]] Result<std::string> zipOf(const std::vector<ZipEntry>& entries, const std::string& password);

class ZipReader {
 public:
  // Errors: corrupt (no zip archive, cut off, two entries of one name, more than the bounds allow).
  [[nodiscard]] static Result<ZipReader> open(std::string bytes, std::string password);
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;
  ~ZipReader();

  [[nodiscard]] bool has(const std::string& name) const;
  // Whatever the entry says of its size, no more than the bounds are taken. Errors: corrupt (no such entry, damaged);
  // refused (the password is missing or wrong); unsupported.
  [[nodiscard]] Result<std::string> read(const std::string& name, std::uint64_t mostBytes = kMostEntryBytes);
  // Entries that nobody has read.
  [[nodiscard]] std::int64_t unread() const;

 private:
  struct State;
  explicit ZipReader(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

}  // namespace snitt
