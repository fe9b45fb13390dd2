// The lock of a study: what was settled before the study was run, hashed, with the time and the person. Written as
// P.lock.json (format snitt-lock/1) beside the protocol P.toml. Plain values; the functions may be called from any
// thread.
//
// The hash is SHA-256 over the canonical JSON (RFC 8785) of everything else in the file. It tells a slip of the hand;
// who means to deceive can compute it anew, and is found by the register (core/validation/register.h), which holds the
// same hash in its chain.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"
#include "core/validation/protocol.h"

namespace snitt::validation {

// Who did something: a person of the case database, or, without one, an account alone.
struct Doer {
  std::string name;
  std::string uuid;     // of the person; empty: an account alone
  std::string account;  // of the operating system
  bool operator==(const Doer&) const = default;

  // "Kari Olsen (account kari)", "account kari".
  [[nodiscard]] std::string inWords() const;
};

struct FrozenFile {
  std::string file;  // as the protocol has it
  std::string sha256;
  std::size_t rows = 0;  // below the header
  bool operator==(const FrozenFile&) const = default;
};

struct FrozenBundle {
  std::string id;
  std::string version;
  std::string sha256;  // of manifest.toml, which lists those of all other files
  std::string status;
  bool operator==(const FrozenBundle&) const = default;
};

struct FrozenRepeat {
  std::string name;
  FrozenFile list;
  bool operator==(const FrozenRepeat&) const = default;
};

struct FrozenProgram {
  std::string version;               // "snitt 0.1.0"
  std::string sha256;                // of the executable
  std::vector<std::string> engine;   // LibTorch and oneDNN with their versions
  std::vector<std::string> readers;  // libraries that read pixels, with their versions
  bool operator==(const FrozenProgram&) const = default;
};

// What slides are scored on.
struct FrozenPath {
  std::string device;  // "cpu", "cuda:0"; its kind is compared, the number is not
  std::string precision;
  std::string kernels;
  bool operator==(const FrozenPath&) const = default;
};

struct Frozen {
  std::string protocol;  // its text
  FrozenBundle bundle;
  FrozenFile list;
  FrozenFile outcomes;
  std::vector<FrozenRepeat> repeats;
  FrozenProgram program;
  FrozenPath path;
  bool operator==(const Frozen&) const = default;
};

// An entry of a register.
struct RegisterPlace {
  std::string id;  // of the register
  std::int64_t number = 0;
  std::string hash;
  bool operator==(const RegisterPlace&) const = default;
};

struct Lock {
  std::string study;
  std::string at;  // ISO 8601, UTC
  Doer by;
  Frozen frozen;
  std::string again;                    // why it was locked again; empty for the first lock
  std::optional<RegisterPlace> before;  // of the lock that this one takes the place of
  RegisterPlace entry;                  // its own
  std::string hash;
  bool operator==(const Lock&) const = default;
};

// SHA-256 over the lock without its entry and hash: what the entry itself holds.
[[nodiscard]] std::string contentHash(const Lock& lock);
// Fills in `hash`.
[[nodiscard]] Lock sealedLock(Lock lock);
[[nodiscard]] std::string formatLock(const Lock& lock);
// Refused: its hash does not belong to it. Corrupt; unsupported (a newer format).
[[nodiscard]] Result<Lock> parseLock(std::string_view json);

// What differs, each a part of a sentence with before and after ("the outcomes file outcomes.csv was changed (SHA-256
// 1a2b… locked, 3c4d… now)"); empty where nothing does.
[[nodiscard]] std::vector<std::string> differences(const Frozen& locked, const Frozen& now);
// Those of the path alone, where the cohort was scored.
[[nodiscard]] std::vector<std::string> differences(const FrozenPath& locked, const FrozenPath& now);
// "first; second; third"
[[nodiscard]] std::string listed(const std::vector<std::string>& clauses);

// P.lock.json of P.toml.
[[nodiscard]] std::filesystem::path lockFileOf(const std::filesystem::path& protocol);
// Where a lock goes that another one takes the place of: P.lock-3.json after its entry's number, or
// P.lock-3.1a2b3c4d5e6f.json with the beginning of its hash where that is taken.
[[nodiscard]] std::filesystem::path keptLockFileOf(const std::filesystem::path& protocol, const Lock& lock);
// Messages name the file. NotFound says how a protocol is locked.
[[nodiscard]] Result<Lock> readLockOf(const std::filesystem::path& protocol);

}  // namespace snitt::validation
