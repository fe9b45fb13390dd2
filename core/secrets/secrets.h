// The key of one database, and what it does: fields that name a patient are sealed one by one, and found again by keyed
// hashes. The key never stands in the database. By libsodium: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) under a
// random nonce for what is sealed, keyed BLAKE2b (RFC 7693) for marks, each with a key of its own derived from the
// database's. Immutable; all functions may be called from any thread. The key's bytes are wiped from memory at its end.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt {

class Secrets {
 public:
  [[nodiscard]] static Secrets generate();
  // Reads a key file. Errors: notFound, io, corrupt (no key of Snitt, damaged: it carries a check sum), refused (other
  // accounts than its owner and its group may read it).
  [[nodiscard]] static Result<Secrets> read(const std::filesystem::path& file);
  // Writes a key file that must not exist yet, mode 0600 (0640 in a folder that a group shares, see core/os), synced.
  [[nodiscard]] Result<void> write(const std::filesystem::path& file) const;

  // Tells keys apart without telling anything of them: 16 hexadecimal digits.
  [[nodiscard]] std::string id() const;

  // `place` says where it belongs ("patient.identity:UUID"); what is sealed for one place does not open at another.
  [[nodiscard]] std::string seal(std::string_view plain, std::string_view place) const;
  // Errors: corrupt (changed, of another key or another place).
  [[nodiscard]] Result<std::string> open(std::string_view sealed, std::string_view place) const;

  // 16 bytes that stand for a text; texts of different `kind` never give the same.
  [[nodiscard]] std::string mark(std::string_view kind, std::string_view text) const;

 private:
  struct Keys;
  explicit Secrets(std::shared_ptr<const Keys> keys);
  std::shared_ptr<const Keys> m_keys;
};

// The words of names and numbers as they are compared: case folded, accents dropped, split at whatever is no letter or
// digit (Unicode, by utf8proc), each once, sorted. "O'Brien-Åse 010203-12345" gives 010203, 12345, ase, brien, o.
[[nodiscard]] std::vector<std::string> searchWords(std::string_view text);

}  // namespace snitt
