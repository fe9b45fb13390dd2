#include "core/trust/code_file.h"

#include "core/sha256.h"

namespace snitt {

CodeFile::CodeFile(std::string name, std::string bytes)
    : m_name(std::move(name)),
      m_sha256(sha256Of(bytes)),
      m_bytes(std::make_shared<const std::string>(std::move(bytes))) {}

void CodeFile::allow(const SignatureCheck& signature, bool untrustedAllowed) {
  m_state = signature.state;
  m_key = signature.key;
  m_untrustedAllowed = untrustedAllowed;
}

Result<std::shared_ptr<const std::string>> CodeFile::bytesToRun() const {
  if (m_state == SignatureState::trusted || m_untrustedAllowed) return m_bytes;
  std::string message = "\"" + m_name + "\" is TorchScript, which is code, and ";
  message += m_state == SignatureState::none
                 ? "nobody has signed it"
                 : "its signature is by a key that is not trusted here (" + m_key.substr(0, 16) + ")";
  message += ": trust its maker's key (snitt bundle trust KEY.pub), or run it at your own risk with --untrusted";
  return fail(ErrorKind::refused, message);
}

}  // namespace snitt
