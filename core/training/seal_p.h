// The cryptography of a sealed record, by libsodium, over plain texts.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "core/training/sealed_record.h"

namespace snitt::training {

// Bytes, not text.
struct SealedBytes {
  SealCost cost;
  std::string salt;
  std::string check;  // hash of the second key
  std::string nonce;
  std::string cipher;
};

// `clear` is authenticated with the text but not in the result. Errors: io where the memory cannot be had.
[[nodiscard]] Result<SealedBytes> seal(std::string_view text, std::string_view clear, std::string_view password,
                                       SealCost cost);

// Refused: a wrong password. Corrupt: a size or cost that no seal has, or bytes or `clear` that were changed.
[[nodiscard]] Result<std::string> unseal(const SealedBytes& sealed, std::string_view clear, std::string_view password);

}  // namespace snitt::training
