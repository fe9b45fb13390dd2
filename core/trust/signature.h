// The signature of a folder: `signature.json` (format snitt-signature/1) beside the files that it covers.
//
// What is signed is a short text, so that other tools can check it: the line "snitt-signature/1", then one line a file
// as sha256sum prints it ("<64 hexadecimal digits>  <name>"), sorted by name, each ended by a line feed. The file holds
// the public key and the signature (both Base64), so that it can be checked by somebody who does not trust the key yet.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/trust/signing_key.h"
#include "core/trust/trusted_keys.h"

namespace snitt {

inline constexpr std::string_view signatureFileName = "signature.json";

using FileHashes = std::map<std::string, std::string>;  // SHA-256 by name

enum class SignatureState {
  none,
  trusted,     // valid, by a key that this installation trusts
  unknownKey,  // valid, by a key that it does not
};
[[nodiscard]] std::string_view toText(SignatureState state);  // "none", "trusted", "unknown key"

struct SignatureCheck {
  SignatureState state = SignatureState::none;
  std::string key;   // fingerprint; empty without a signature
  std::string name;  // what this installation calls the key; empty where it does not trust it
  bool operator==(const SignatureCheck&) const = default;
};

// "signed by NAME (key 0123456789abcdef)", "signed by a key that is not trusted here (…)", "not signed".
[[nodiscard]] std::string describe(const SignatureCheck& check);

// What an installation lets run.
struct TrustRules {
  TrustedKeys keys;
  bool untrustedAllowed = false;  // the user's --untrusted: code that no trusted signature covers may run
};

[[nodiscard]] std::string signedText(const FileHashes& files);
[[nodiscard]] std::string formatSignature(const FileHashes& files, const PrivateKey& key);

// Checks the text of a signature file against what the files hash to now. Kind refused, with the reason, for one that
// cannot be read, covers other files or other contents, or does not belong to its key; unsupported for a newer format.
[[nodiscard]] Result<SignatureCheck> checkSignature(std::string_view signatureFile, const FileHashes& files,
                                                    const TrustedKeys& trusted);

}  // namespace snitt
