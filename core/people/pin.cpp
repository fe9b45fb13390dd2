#include "core/people/pin.h"

#include <algorithm>
#include <array>

#include <sodium.h>

#include "core/text/utf8.h"

namespace snitt {
namespace {

constexpr std::size_t kLeastLetters = 6;
constexpr std::size_t kMostBytes = 128;

bool startSodium() {
  static const int started = sodium_init();
  return started >= 0;
}

// Whether each byte differs from the one before by `step`.
bool counts(std::string_view pin, int step) {
  return std::ranges::adjacent_find(pin, [&](char a, char b) { return b - a != step; }) == pin.end();
}

}  // namespace

Result<void> checkPin(std::string_view pin) {
  const auto no = [](const char* why) { return fail(ErrorKind::usage, std::string("that cannot be a PIN: ") + why); };
  if (firstNotUtf8(pin)) return no("it is no text");
  if (pin.size() > kMostBytes) return no("it has more than 128 bytes");
  const auto letters =
      std::ranges::count_if(pin, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
  if (static_cast<std::size_t>(letters) < kLeastLetters) return no("it takes at least 6 characters");
  if (std::ranges::any_of(pin, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    return no("it holds a control character");
  if (counts(pin, 0)) return no("it is one character repeated");
  if (counts(pin, 1) || counts(pin, -1)) return no("it only counts");
  return {};
}

Result<std::string> hashPin(std::string_view pin) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (!startSodium() || crypto_pwhash_str(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return fail(ErrorKind::io, "there is not enough memory to set a PIN (64 MiB)");
  return std::string(hash.data());
}

bool isPin(std::string_view pin, const std::string& hash) {
  return startSodium() && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace snitt
