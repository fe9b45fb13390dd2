#include "core/text/identity.h"

#include <array>
#include <cstdint>
#include <ctime>
#include <random>
#include <string_view>

#include "core/sha256.h"

namespace snitt {

std::string randomUuid() {
  // Made anew it asks the processor what it is, which takes longer than all the rest.
  static thread_local std::random_device source;
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr int kDigitsOfWord = 8;
  std::string text = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
  std::uint32_t word = 0;
  int left = 0;
  for (char& letter : text) {
    if (letter != 'x' && letter != 'y') continue;
    if (left == 0) {
      word = source();
      left = kDigitsOfWord;
    }
    const std::uint32_t bits = word & 15U;
    word >>= 4U;
    --left;
    letter = letter == 'x' ? digits[bits] : digits[8 | (bits & 3U)];
  }
  return text;
}

std::string uuidOfContent(std::string_view text) {
  std::string hex = sha256Of(text).substr(0, 32);
  const auto digit = static_cast<unsigned>(hex[16] <= '9' ? hex[16] - '0' : hex[16] - 'a' + 10);
  hex[12] = '8';
  hex[16] = "89ab"[digit & 3U];
  for (const std::size_t dash : {20U, 16U, 12U, 8U}) hex.insert(dash, 1, '-');
  return hex;
}

std::string utcNow() { return utcAfter({}); }

std::string utcAfter(std::chrono::seconds time) {
  const auto now = static_cast<std::time_t>(std::time(nullptr) + time.count());
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

std::string localDay(const std::string& utc) {
  std::tm parts{};
  const char* end = strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == nullptr || *end != '\0') return utc.substr(0, 10);
  const std::time_t seconds = timegm(&parts);
  localtime_r(&seconds, &parts);
  std::array<char, 16> text{};
  return std::string(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts));
}

std::string localNow() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S%z", &parts);
  // strftime's offset lacks the colon of ISO 8601's extended form.
  const std::string_view all = text.data();
  constexpr std::size_t minutes = 22;
  std::string result(all.substr(0, minutes));
  result += ':';
  return result += all.substr(minutes);
}

}  // namespace snitt
