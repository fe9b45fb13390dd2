// Ed25519 keys (RFC 8032) by libsodium, and their text form: PEM as OpenSSL writes and reads it, PKCS #8 for the
// private key and SubjectPublicKeyInfo for the public one (RFC 8410). All functions may be called from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt {

using Ed25519Signature = std::array<std::uint8_t, 64>;

class PublicKey {
 public:
  explicit PublicKey(const std::array<std::uint8_t, 32>& bytes) : m_bytes(bytes) {}

  // Errors (kind corrupt) say what the text is instead: a private key, a key of another kind, cut short, no PEM.
  [[nodiscard]] static Result<PublicKey> fromPem(std::string_view pem);

  [[nodiscard]] std::string pem() const;
  // SHA-256 of the DER form, 64 hexadecimal digits: what `openssl pkey -pubin -outform DER | sha256sum` prints.
  [[nodiscard]] std::string fingerprint() const;
  [[nodiscard]] bool verifies(std::string_view message, const Ed25519Signature& signature) const;

  bool operator==(const PublicKey&) const = default;

 private:
  std::array<std::uint8_t, 32> m_bytes;
};

// The key's bytes are wiped from memory at its end.
class PrivateKey {
 public:
  [[nodiscard]] static PrivateKey generate();
  // Errors (kind corrupt) as above: a public key, an encrypted key, a key of another kind, cut short, no PEM.
  [[nodiscard]] static Result<PrivateKey> fromPem(std::string_view pem);
  PrivateKey(PrivateKey&& other) noexcept;
  PrivateKey& operator=(PrivateKey&& other) noexcept;
  ~PrivateKey();

  [[nodiscard]] PublicKey publicKey() const;
  [[nodiscard]] std::string pem() const;
  [[nodiscard]] Ed25519Signature sign(std::string_view message) const;

 private:
  using Seed = std::array<std::uint8_t, 32>;
  explicit PrivateKey(const Seed& seed);
  std::array<std::uint8_t, 64> m_bytes{};  // libsodium's form: seed, public key
};

// Base64 (RFC 4648, with padding). Reading skips white space; kind corrupt where the text is no Base64.
[[nodiscard]] std::string base64Of(std::string_view bytes);
[[nodiscard]] Result<std::string> base64Bytes(std::string_view text);

}  // namespace snitt
