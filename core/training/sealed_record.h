// A training record under a password: JSON (format snitt-sealed-record/1) with the bundle's hash in the clear and the
// record encrypted. The functions may be called from any thread.
//
// Argon2id (RFC 9106) makes two keys of password and salt: one encrypts with XChaCha20-Poly1305 (libsodium; the hash of
// the bundle and everything else in the clear is authenticated with it), the other's hash tells a wrong password from a
// changed file. A checksum over the file tells damage before the password is asked for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/training/training_record.h"

namespace snitt::training {

inline constexpr std::size_t kLeastPasswordBytes = 8;

// Of deriving the key: about a second and 256 MiB. Read back from the file.
struct SealCost {
  std::uint64_t passes = 3;
  std::uint64_t memoryBytes = std::uint64_t{256} << 20;
};

// Usage: a password of fewer than 8 bytes; a record without the hash of its bundle. Io: no memory for the cost.
[[nodiscard]] Result<std::string> sealRecord(const TrainingRecord& record, std::string_view password,
                                             SealCost cost = {});

// Refused: a wrong password; a record of another bundle than `bundleSha256` (empty: whichever). Corrupt: no sealed
// record, damaged or changed. Unsupported: a newer format.
[[nodiscard]] Result<TrainingRecord> openSealed(std::string_view text, std::string_view password,
                                                std::string_view bundleSha256);

// The hash of the bundle that the file says it belongs to, without a password; whether that is so only openSealed
// tells.
[[nodiscard]] Result<std::string> sealedFor(std::string_view text);

// The first line of a password file, without its line break. Usage where it is too short.
[[nodiscard]] Result<std::string> passwordOf(std::string_view fileText);

// Whole or not at all, for its owner alone (0600). Messages name the file.
[[nodiscard]] Result<void> writeSealed(const std::filesystem::path& file, const TrainingRecord& record,
                                       std::string_view password, SealCost cost = {});
[[nodiscard]] Result<TrainingRecord> readSealed(const std::filesystem::path& file, std::string_view password,
                                                std::string_view bundleSha256);

}  // namespace snitt::training
