// A file that is code (TorchScript): running one from a stranger is running the stranger. Its bytes are those that were
// hashed, and they can be had only when a trusted signature covers the hash or the user has said so.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/trust/signature.h"

namespace snitt {

class CodeFile {
 public:
  // `bytes` of the file `name`; hashed here. May not be run until `allow` has been called.
  CodeFile(std::string name, std::string bytes);

  [[nodiscard]] const std::string& name() const { return m_name; }
  [[nodiscard]] const std::string& sha256() const { return m_sha256; }

  // `signature` must be over this file's hash, or over that of a list which holds it.
  void allow(const SignatureCheck& signature, bool untrustedAllowed);
  // True where it may run only because the user said so: this is recorded with every result.
  [[nodiscard]] bool runsUntrusted() const { return m_untrustedAllowed && m_state != SignatureState::trusted; }

  // For whoever parses and runs it; shared, so that no copy is needed. Kind refused, saying what to do.
  [[nodiscard]] Result<std::shared_ptr<const std::string>> bytesToRun() const;

 private:
  std::string m_name;
  std::string m_sha256;
  std::shared_ptr<const std::string> m_bytes;
  SignatureState m_state = SignatureState::none;
  std::string m_key;
  bool m_untrustedAllowed = false;
};

// What of a result was computed by code that nobody vouched for.
struct UntrustedCode {
  std::string file;
  std::string sha256;
  bool operator==(const UntrustedCode&) const = default;
};

}  // namespace snitt
