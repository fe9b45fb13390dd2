#include "core/sha256.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "core/os/os.h"

namespace snitt {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() {
    // Without SHA-256 nothing in Snitt can be identified; OpenSSL lacks it only where its installation is broken.
    if (context == nullptr || EVP_DigestInit_ex(context, EVP_sha256(), nullptr) != 1) std::abort();
  }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::span<const std::byte> bytes) { EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()); }
void Sha256::add(std::string_view text) { EVP_DigestUpdate(m_state->context, text.data(), text.size()); }

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(m_state->context, digest.data(), &size);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += digits[digest[i] >> 4];
    text += digits[digest[i] & 15];
  }
  return text;
}

std::string sha256Of(std::string_view text) {
  Sha256 hash;
  hash.add(text);
  return hash.hex();
}

Result<std::string> sha256OfFile(const std::filesystem::path& path, const std::stop_token& stop) {
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(file.error());
  Sha256 hash;
  std::vector<std::byte> block(std::size_t{1} << 20);
  for (std::uint64_t offset = 0; offset < file->sizeBytes();) {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    const std::size_t size = std::min<std::uint64_t>(block.size(), file->sizeBytes() - offset);
    const std::span<std::byte> part(block.data(), size);
    if (const auto read = file->read(offset, part); !read) return failIn(path.string(), read.error());
    hash.add(std::span<const std::byte>(part));
    offset += size;
  }
  return hash.hex();
}

}  // namespace snitt
