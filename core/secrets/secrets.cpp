#include "core/secrets/secrets.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include <sodium.h>

#include "core/atomic_file.h"
#include "core/os/os.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-database-key/1";
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "snitt-db";
// Before the nonce of everything that is sealed, so that another cipher can follow.
constexpr char kSealed = 1;
constexpr std::size_t kMarkBytes = 16;
constexpr std::size_t kCheckDigits = 8;

enum SubKey : std::uint64_t { sealing = 1, marking = 2, naming = 3 };

void useSodium() {
  static const int started = sodium_init();
  if (started < 0) throw std::runtime_error("libsodium cannot be used on this machine");
}

const unsigned char* bytesOf(std::string_view text) {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

unsigned char* bytesOf(std::string& text) { return static_cast<unsigned char*>(static_cast<void*>(text.data())); }

std::string hexOf(const unsigned char* bytes, std::size_t count) {
  std::string text(2 * count + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, count);
  text.pop_back();
  return text;
}

// Tells a key that was typed or copied wrongly from one that belongs to another database.
std::string checkSum(std::string_view hex) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), bytesOf(hex), hex.size(), nullptr, 0);
  return hexOf(hash.data(), kCheckDigits / 2);
}

// The next line of `text`, which it is cut from.
std::string_view nextLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

struct Secrets::Keys {
  std::array<unsigned char, crypto_kdf_KEYBYTES> master{};
  std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES> sealing{};
  std::array<unsigned char, crypto_generichash_KEYBYTES> marking{};

  Keys() { useSodium(); }
  ~Keys() {
    sodium_memzero(master.data(), master.size());
    sodium_memzero(sealing.data(), sealing.size());
    sodium_memzero(marking.data(), marking.size());
  }
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;

  void derive() {
    crypto_kdf_derive_from_key(sealing.data(), sealing.size(), SubKey::sealing, kContext, master.data());
    crypto_kdf_derive_from_key(marking.data(), marking.size(), SubKey::marking, kContext, master.data());
  }
};

Secrets::Secrets(std::shared_ptr<const Keys> keys) : m_keys(std::move(keys)) {}

Secrets Secrets::generate() {
  auto keys = std::make_shared<Keys>();
  crypto_kdf_keygen(keys->master.data());
  keys->derive();
  return Secrets(std::move(keys));
}

Result<Secrets> Secrets::read(const std::filesystem::path& file) {
  if (auto own = os::checkOthersCannotRead(file); !own) return fail(own.error());
  auto text = readFile(file);
  if (!text) return fail(text.error());
  std::string_view rest = *text;
  const std::string_view format = nextLine(rest);
  const std::string_view hex = nextLine(rest);
  const std::string_view sum = nextLine(rest);
  auto keys = std::make_shared<Keys>();
  const auto no = [&](const std::string& what) { return fail(ErrorKind::corrupt, file.string() + " is " + what); };
  Result<Secrets> result = no("no key of Snitt");
  std::size_t size = 0;
  if (format == kFormat) {
    result = no("a damaged key: put its backup there");
    const char* end = nullptr;
    if (hex.size() == 2 * keys->master.size() && sum == checkSum(hex) &&
        sodium_hex2bin(keys->master.data(), keys->master.size(), hex.data(), hex.size(), nullptr, &size, &end) == 0 &&
        size == keys->master.size()) {
      keys->derive();
      result = Secrets(std::move(keys));
    }
  }
  sodium_memzero(text->data(), text->size());
  return result;
}

Result<void> Secrets::write(const std::filesystem::path& file) const {
  std::string hex = hexOf(m_keys->master.data(), m_keys->master.size());
  std::string text(kFormat);
  // In one piece, so that growing leaves no copies behind.
  text.reserve(256);
  text.append("\n").append(hex).append("\n").append(checkSum(hex)).append("\n");
  auto done = os::writeNewSynced(file, text, os::Readers::ownerAndGroupOfFolder);
  if (done) done = os::syncFolder(file.parent_path());
  sodium_memzero(hex.data(), hex.size());
  sodium_memzero(text.data(), text.size());
  return done;
}

std::string Secrets::id() const {
  std::array<unsigned char, crypto_kdf_BYTES_MIN> bytes{};
  crypto_kdf_derive_from_key(bytes.data(), bytes.size(), SubKey::naming, kContext, m_keys->master.data());
  return hexOf(bytes.data(), 8);
}

std::string Secrets::seal(std::string_view plain, std::string_view place) const {
  constexpr std::size_t head = 1 + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  std::string out(head + plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  out[0] = kSealed;
  randombytes_buf(&out[1], crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(out) + head, nullptr, bytesOf(plain), plain.size(), bytesOf(place),
                                             place.size(), nullptr, bytesOf(out) + 1, m_keys->sealing.data());
  return out;
}

Result<std::string> Secrets::open(std::string_view sealed, std::string_view place) const {
  constexpr std::size_t head = 1 + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t extra = head + crypto_aead_xchacha20poly1305_ietf_ABYTES;
  const auto no = [](const char* what) { return fail(ErrorKind::corrupt, what); };
  if (sealed.size() < extra) return no("what is sealed was cut short");
  if (sealed[0] != kSealed) return no("what is sealed is of another make than this program knows");
  std::string plain(sealed.size() - extra, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytesOf(plain), nullptr, nullptr, bytesOf(sealed) + head,
                                                 sealed.size() - head, bytesOf(place), place.size(),
                                                 bytesOf(sealed) + 1, m_keys->sealing.data()) != 0)
    return no("what is sealed was changed, or sealed with another key or for another place");
  return plain;
}

std::string Secrets::mark(std::string_view kind, std::string_view text) const {
  crypto_generichash_state state;
  crypto_generichash_init(&state, m_keys->marking.data(), m_keys->marking.size(), kMarkBytes);
  // The length in front keeps "a" of "bc" from being "ab" of "c".
  std::array<unsigned char, 8> length{};
  for (std::size_t i = 0; i < length.size(); ++i) length.at(i) = static_cast<unsigned char>(kind.size() >> (8 * i));
  crypto_generichash_update(&state, length.data(), length.size());
  crypto_generichash_update(&state, bytesOf(kind), kind.size());
  crypto_generichash_update(&state, bytesOf(text), text.size());
  std::string out(kMarkBytes, '\0');
  crypto_generichash_final(&state, bytesOf(out), out.size());
  sodium_memzero(&state, sizeof state);
  return out;
}

}  // namespace snitt
