#include "core/trust/signing_key.h"

#include <algorithm>
#include <string>
#include <vector>

#include <sodium.h>

#include "core/sha256.h"

namespace snitt {
namespace {

constexpr std::string_view privateLabel = "PRIVATE KEY";
constexpr std::string_view publicLabel = "PUBLIC KEY";

// DER before the 32 bytes of the key itself (RFC 8410, sections 4 and 7): algorithm 1.3.101.112 and nothing else.
constexpr std::string_view publicHead("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12);
constexpr std::string_view privateHead("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
constexpr std::size_t keyBytes = 32;

void useSodium() {
  static const int started = sodium_init();
  static_cast<void>(started);
}

const unsigned char* bytesOf(std::string_view text) {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

template <std::size_t N>
std::string_view textOf(const std::array<std::uint8_t, N>& bytes) {
  return {static_cast<const char*>(static_cast<const void*>(bytes.data())), bytes.size()};
}

std::string pemOf(std::string_view label, const std::string& der) {
  std::string pem = "-----BEGIN ";
  pem.append(label).append("-----\n").append(base64Of(der)).append("\n-----END ").append(label).append("-----\n");
  return pem;
}

tl::unexpected<Error> wrongKey(std::string message) { return fail(ErrorKind::corrupt, std::move(message)); }

// The label of the first PEM block and what is between its lines.
struct PemBlock {
  std::string label;
  std::string body;
};

Result<PemBlock> firstBlock(std::string_view pem) {
  constexpr std::string_view begin = "-----BEGIN ";
  constexpr std::string_view dashes = "-----";
  const std::size_t start = pem.find(begin);
  if (start == std::string_view::npos) return wrongKey("it holds no key in PEM form (no line \"-----BEGIN …\")");
  const std::size_t labelStart = start + begin.size();
  const std::size_t labelEnd = pem.find(dashes, labelStart);
  if (labelEnd == std::string_view::npos) return wrongKey("the key is cut short");
  PemBlock block{std::string(pem.substr(labelStart, labelEnd - labelStart)), {}};
  std::string closing = "-----END ";
  closing.append(block.label).append(dashes);
  const std::size_t bodyStart = labelEnd + dashes.size();
  const std::size_t end = pem.find(closing, bodyStart);
  if (end == std::string_view::npos) return wrongKey("the key is cut short: its line \"" + closing + "\" is missing");
  block.body = pem.substr(bodyStart, end - bodyStart);
  return block;
}

Result<std::array<std::uint8_t, keyBytes>> keyIn(const PemBlock& block, std::string_view head) {
  const auto der = base64Bytes(block.body);
  if (!der) return wrongKey("the key is damaged: " + der.error().message);
  if (der->size() < head.size()) return wrongKey("the key is cut short");
  if (!std::string_view(*der).starts_with(head))
    return wrongKey("the key is of another kind than Ed25519 (openssl genpkey -algorithm ed25519 makes such a key)");
  if (der->size() != head.size() + keyBytes)
    return wrongKey("the key has " + std::to_string(der->size() - head.size()) + " bytes and must have 32");
  std::array<std::uint8_t, keyBytes> key{};
  std::copy_n(bytesOf(*der) + head.size(), keyBytes, key.begin());
  return key;
}

}  // namespace

std::string base64Of(std::string_view bytes) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytesOf(bytes), bytes.size(), variant);
  text.resize(text.size() - 1);  // sodium counts the terminating zero
  return text;
}

Result<std::string> base64Bytes(std::string_view text) {
  std::vector<unsigned char> bytes(text.size());
  std::size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), " \t\r\n", &size, &end,
                                       sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0 || end != text.data() + text.size()) return fail(ErrorKind::corrupt, "it is no Base64");
  return std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
}

Result<PublicKey> PublicKey::fromPem(std::string_view pem) {
  const auto block = firstBlock(pem);
  if (!block) return fail(block.error());
  if (block->label.ends_with(privateLabel))
    return wrongKey("it holds a private key, which nobody else should get; give the public key that belongs to it");
  if (block->label != publicLabel) return wrongKey("it holds a \"" + block->label + "\" and no public key");
  const auto key = keyIn(*block, publicHead);
  if (!key) return fail(key.error());
  return PublicKey(*key);
}

std::string PublicKey::pem() const {
  std::string der(publicHead);
  return pemOf(publicLabel, der.append(textOf(m_bytes)));
}

std::string PublicKey::fingerprint() const {
  std::string der(publicHead);
  return sha256Of(der.append(textOf(m_bytes)));
}

bool PublicKey::verifies(std::string_view message, const Ed25519Signature& signature) const {
  useSodium();
  return crypto_sign_verify_detached(signature.data(), bytesOf(message), message.size(), m_bytes.data()) == 0;
}

PrivateKey::PrivateKey(const Seed& seed) {
  useSodium();
  Seed publicPart;
  crypto_sign_seed_keypair(publicPart.data(), m_bytes.data(), seed.data());
}

PrivateKey PrivateKey::generate() {
  useSodium();
  Seed seed;
  randombytes_buf(seed.data(), seed.size());
  PrivateKey key(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

Result<PrivateKey> PrivateKey::fromPem(std::string_view pem) {
  const auto block = firstBlock(pem);
  if (!block) return fail(block.error());
  if (block->label == publicLabel)
    return wrongKey("it holds a public key; signing needs the private key that belongs to it");
  if (block->label.starts_with("ENCRYPTED"))
    return wrongKey("the private key is encrypted with a passphrase; give it as plain PKCS #8 (openssl pkey -in FILE)");
  if (block->label != privateLabel) return wrongKey("it holds a \"" + block->label + "\" and no Ed25519 private key");
  auto seed = keyIn(*block, privateHead);
  if (!seed) return fail(seed.error());
  PrivateKey key(*seed);
  sodium_memzero(seed->data(), seed->size());
  return key;
}

PrivateKey::PrivateKey(PrivateKey&& other) noexcept : m_bytes(other.m_bytes) {
  sodium_memzero(other.m_bytes.data(), other.m_bytes.size());
}

PrivateKey& PrivateKey::operator=(PrivateKey&& other) noexcept {
  std::swap(m_bytes, other.m_bytes);
  return *this;
}

PrivateKey::~PrivateKey() { sodium_memzero(m_bytes.data(), m_bytes.size()); }

PublicKey PrivateKey::publicKey() const {
  std::array<std::uint8_t, keyBytes> bytes{};
  std::copy(m_bytes.begin() + keyBytes, m_bytes.end(), bytes.begin());
  return PublicKey(bytes);
}

std::string PrivateKey::pem() const {
  std::string der(privateHead);
  return pemOf(privateLabel, der.append(textOf(m_bytes).substr(0, keyBytes)));
}

Ed25519Signature PrivateKey::sign(std::string_view message) const {
  useSodium();
  Ed25519Signature signature;
  crypto_sign_detached(signature.data(), nullptr, bytesOf(message), message.size(), m_bytes.data());
  return signature;
}

}  // namespace snitt
