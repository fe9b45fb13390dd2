// A protocol as it stands on disk, and its lock where it has one. Plain values; reading is for any thread but the UI's.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/result.h"
#include "core/validation/lock.h"
#include "core/validation/protocol.h"

namespace snitt {

struct ProtocolLook {
  std::filesystem::path file;
  std::string text;
  std::optional<validation::Protocol> protocol;
  std::optional<Error> fault;            // why there is none; its message names the key, not the file
  std::optional<validation::Lock> lock;  // beside it
  std::optional<Error> lockFault;        // why the lock that is there cannot be used
  bool isAsLocked = false;               // its text is the one that was locked

  [[nodiscard]] bool isLockThere() const { return lock || lockFault; }
};

[[nodiscard]] ProtocolLook lookAtProtocol(const std::filesystem::path& file);

}  // namespace snitt
