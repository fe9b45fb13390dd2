#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include <openssl/evp.h>

#include "core/training/leak_patterns_p.h"
#include "core/trust/signing_key.h"

namespace snitt::training {
namespace {

constexpr std::size_t kLeastText = 4;
constexpr std::size_t kLeastNumber = 6;
constexpr std::size_t kLeastInWeights = 8;
constexpr std::uint32_t kMultiplier = 0x9E3779B1U;

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), lowered);
  return text;
}

std::string hexOf(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

std::string bytesOfHex(std::string_view hex) {
  std::string bytes;
  const auto value = [](char c) { return isDigit(c) ? c - '0' : lowered(c) - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(value(hex[i]) << 4 | value(hex[i + 1]));
  return bytes;
}

std::string digestOf(const char* name, std::string_view text) {
  const EVP_MD* kind = EVP_get_digestbyname(name);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (kind == nullptr || EVP_Digest(text.data(), text.size(), digest.data(), &size, kind, nullptr) != 1) return {};
  return {static_cast<const char*>(static_cast<const void*>(digest.data())), size};
}

void addBinary(std::vector<LeakPattern>& patterns, const std::string& bytes, const std::string& what) {
  if (bytes.empty()) return;
  patterns.push_back({bytes, what, false, false, false});
  patterns.push_back({hexOf(bytes), what, true, false, false});
  std::string base64 = base64Of(bytes);
  // The last digits depend on what follows where the hash is a part of something longer.
  base64.resize(bytes.size() / 3 * 4);
  patterns.push_back({base64, what, false, false, false});
}

void addText(std::vector<LeakPattern>& patterns, const std::string& text, const std::string& what) {
  const bool number = std::ranges::all_of(text, isDigit);
  if (text.size() < kLeastText || (number && text.size() < kLeastNumber)) return;
  patterns.push_back({lower(text), what, true, true, text.size() < kLeastInWeights});
}

void addHashes(std::vector<LeakPattern>& patterns, const std::string& text, const std::string& what) {
  static constexpr std::array<std::pair<const char*, const char*>, 5> kinds{
      {{"MD5", "MD5"}, {"SHA1", "SHA-1"}, {"SHA256", "SHA-256"}, {"SHA512", "SHA-512"}, {"BLAKE2s256", "BLAKE2s"}}};
  std::vector<std::string> forms{text, lower(text)};
  std::string upper = text;
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  forms.push_back(upper);
  forms.push_back(text + "\n");  // what a shell's echo hashes
  std::ranges::sort(forms);
  const auto rest = std::ranges::unique(forms);
  forms.erase(rest.begin(), rest.end());
  for (const std::string& form : forms)
    for (const auto& [name, label] : kinds)
      addBinary(patterns, digestOf(name, form), "the " + std::string(label) + " of " + what);
}

std::uint32_t startOf(const char* bytes) {
  std::uint32_t start = 0;
  std::memcpy(&start, bytes, sizeof start);
  return start;
}

std::size_t slotOf(std::uint32_t start) { return start * kMultiplier >> 12; }

// Whether `at` lies in a printable run that is long enough to be text.
bool isInText(std::string_view bytes, std::size_t at, std::size_t size) {
  std::size_t first = at;
  std::size_t last = at + size;
  while (first > 0 && last - first < kLeastPrintableRun && isPrintable(bytes[first - 1])) --first;
  while (last < bytes.size() && last - first < kLeastPrintableRun && isPrintable(bytes[last])) ++last;
  // A whole file may be shorter than a run.
  return last - first >= std::min(kLeastPrintableRun, bytes.size());
}

}  // namespace

std::vector<LeakPattern> leakPatterns(const ForbiddenTexts& forbidden) {
  std::vector<LeakPattern> patterns;
  for (const std::string& id : forbidden.ids) {
    if (id.empty()) continue;
    const std::string what = "the patient \"" + id + "\"";
    addText(patterns, id, what);
    addHashes(patterns, id, what);
  }
  for (const std::string& name : forbidden.names) {
    if (name.empty()) continue;
    const std::string what = "the slide \"" + name + "\"";
    addText(patterns, name, what);
    addHashes(patterns, name, what);
  }
  for (const std::string& path : forbidden.paths) addText(patterns, path, "the path \"" + path + "\"");
  for (const std::string& hash : forbidden.hashes)
    if (hash.size() >= 16) addBinary(patterns, bytesOfHex(hash), "the hash of a slide (" + hash.substr(0, 16) + "…)");
  for (const std::uint64_t bits : forbidden.imageFingerprints) {
    std::string bytes(sizeof bits, '\0');
    std::memcpy(bytes.data(), &bits, sizeof bits);
    const std::string what = "the image fingerprint of a slide";
    // A plain thumbnail's few bits would be found in any file of weights.
    const auto ones = std::popcount(bits);
    if (ones >= 12 && ones <= 52) patterns.push_back({bytes, what, false, false, false});
    std::ranges::reverse(bytes);
    patterns.push_back({hexOf(bytes), what, true, true, false});
    if (const std::string decimal = std::to_string(bits); decimal.size() >= kLeastInWeights)
      patterns.push_back({decimal, what, false, true, false});
  }
  return patterns;
}

PatternSearch::PatternSearch(std::vector<LeakPattern> patterns)
    : m_patterns(std::move(patterns)), m_starts(std::size_t{1} << 20) {
  for (std::size_t i = 0; i < m_patterns.size(); ++i) {
    if (m_patterns[i].bytes.size() < sizeof(std::uint32_t)) continue;
    const std::string start = lower(m_patterns[i].bytes.substr(0, sizeof(std::uint32_t)));
    m_byStart[startOf(start.data())].push_back(i);
    m_starts[slotOf(startOf(start.data()))] = true;
  }
}

bool PatternSearch::holds(const LeakPattern& pattern, std::string_view bytes, std::string_view lowerBytes,
                          std::size_t at) const {
  const std::size_t size = pattern.bytes.size();
  if ((pattern.anyCase ? lowerBytes : bytes).substr(at, size) != pattern.bytes) return false;
  if (pattern.alone) {
    if (at > 0 && isWordByte(bytes[at - 1]) && isWordByte(bytes[at]) && isPrintable(bytes[at - 1])) return false;
    const std::size_t end = at + size;
    if (end < bytes.size() && isWordByte(bytes[end]) && isWordByte(bytes[end - 1]) && isPrintable(bytes[end]))
      return false;
  }
  return !pattern.textOnly || isInText(bytes, at, size);
}

std::vector<PatternSearch::Hit> PatternSearch::find(std::string_view bytes, std::size_t most) const {
  std::vector<Hit> hits;
  const std::string lowerBytes = lower(std::string(bytes));
  for (std::size_t at = 0; at + sizeof(std::uint32_t) <= bytes.size() && hits.size() < most; ++at) {
    const std::uint32_t start = startOf(lowerBytes.data() + at);
    if (!m_starts[slotOf(start)]) continue;
    const auto found = m_byStart.find(start);
    if (found == m_byStart.end()) continue;
    for (const std::size_t i : found->second)
      if (hits.size() < most && holds(m_patterns[i], bytes, lowerBytes, at)) hits.push_back({at, &m_patterns[i]});
  }
  return hits;
}

}  // namespace snitt::training
