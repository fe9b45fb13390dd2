#include <array>

#include <sodium.h>

#include "core/training/seal_p.h"

namespace snitt::training {
namespace {

constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
// More than this would be a file that wants to fill the memory, not one of ours.
constexpr std::uint64_t kMostMemoryBytes = std::uint64_t{4} << 30;
constexpr std::uint64_t kMostPasses = 64;

bool started() {
  static const int state = sodium_init();
  return state >= 0;
}

const unsigned char* bytesOf(std::string_view text) {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

unsigned char* writable(std::string& text) { return static_cast<unsigned char*>(static_cast<void*>(text.data())); }

std::string randomBytes(std::size_t size) {
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

// Both keys; wiped at their end.
class Keys {
 public:
  Keys() = default;
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;
  ~Keys() { sodium_memzero(m_bytes.data(), m_bytes.size()); }

  [[nodiscard]] bool derive(std::string_view password, std::string_view salt, SealCost cost) {
    return started() && crypto_pwhash(m_bytes.data(), m_bytes.size(), password.data(), password.size(), bytesOf(salt),
                                      cost.passes, cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13) == 0;
  }
  [[nodiscard]] const unsigned char* cipherKey() const { return m_bytes.data(); }
  [[nodiscard]] std::string check() const {
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(writable(hash), hash.size(), m_bytes.data() + kKeyBytes, kKeyBytes, nullptr, 0);
    return hash;
  }

 private:
  std::array<unsigned char, 2 * kKeyBytes> m_bytes{};
};

tl::unexpected<Error> changed() {
  return fail(ErrorKind::corrupt, "the training record was changed or damaged since it was written");
}

tl::unexpected<Error> noMemory(SealCost cost) {
  return fail(ErrorKind::io, "the key could not be made of the password: " + std::to_string(cost.memoryBytes >> 20) +
                                 " MiB of memory are needed");
}

}  // namespace

Result<SealedBytes> seal(std::string_view text, std::string_view clear, std::string_view password, SealCost cost) {
  SealedBytes sealed;
  sealed.cost = cost;
  Keys keys;
  sealed.salt = randomBytes(crypto_pwhash_SALTBYTES);
  if (!keys.derive(password, sealed.salt, cost)) return noMemory(cost);
  sealed.check = keys.check();
  sealed.nonce = randomBytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  sealed.cipher.resize(text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(writable(sealed.cipher), nullptr, bytesOf(text), text.size(),
                                             bytesOf(clear), clear.size(), nullptr, bytesOf(sealed.nonce),
                                             keys.cipherKey());
  return sealed;
}

Result<std::string> unseal(const SealedBytes& sealed, std::string_view clear, std::string_view password) {
  const SealCost cost = sealed.cost;
  if (sealed.salt.size() != crypto_pwhash_SALTBYTES || sealed.check.size() != crypto_generichash_BYTES ||
      sealed.nonce.size() != crypto_aead_xchacha20poly1305_ietf_NPUBBYTES ||
      sealed.cipher.size() < crypto_aead_xchacha20poly1305_ietf_ABYTES || cost.passes < crypto_pwhash_OPSLIMIT_MIN ||
      cost.passes > kMostPasses || cost.memoryBytes < crypto_pwhash_MEMLIMIT_MIN || cost.memoryBytes > kMostMemoryBytes)
    return changed();
  Keys keys;
  if (!keys.derive(password, sealed.salt, cost)) return noMemory(cost);
  const std::string check = keys.check();
  if (sodium_memcmp(check.data(), sealed.check.data(), check.size()) != 0)
    return fail(ErrorKind::refused, "the password does not open the training record");
  std::string text(sealed.cipher.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(writable(text), nullptr, nullptr, bytesOf(sealed.cipher),
                                                 sealed.cipher.size(), bytesOf(clear), clear.size(),
                                                 bytesOf(sealed.nonce), keys.cipherKey()) != 0)
    return changed();
  return text;
}

}  // namespace snitt::training
