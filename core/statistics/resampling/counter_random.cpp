#include "core/statistics/resampling/counter_random.h"

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

constexpr int kRounds = 10;
constexpr std::uint64_t kMultiplier0 = 0xD2511F53U;
constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57U;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9U;  // the golden ratio
constexpr std::uint32_t kWeyl1 = 0xBB67AE85U;  // √3 − 1

std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }
std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }

}  // namespace

PhiloxBlock philox4x32(PhiloxBlock counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t product0 = kMultiplier0 * counter[0];
    const std::uint64_t product1 = kMultiplier1 * counter[2];
    counter = {high(product1) ^ counter[1] ^ key[0], low(product1), high(product0) ^ counter[3] ^ key[1],
               low(product0)};
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
  return counter;
}

std::uint32_t CounterRandom::next() {
  if (m_used == m_block.size()) {
    m_block =
        philox4x32({low(m_position), high(m_position), low(m_stream), high(m_stream)}, {low(m_seed), high(m_seed)});
    ++m_position;
    m_used = 0;
  }
  return m_block[m_used++];
}

std::uint32_t CounterRandom::below(std::uint32_t n) {
  std::uint64_t product = std::uint64_t{next()} * n;
  if (low(product) < n) {
    const std::uint32_t biased = (0U - n) % n;  // 2^32 mod n: how many low halves would come once too often
    while (low(product) < biased) product = std::uint64_t{next()} * n;
  }
  return high(product);
}

double CounterRandom::uniform() {
  const std::uint64_t first = next();
  const std::uint64_t bits = (first << 20) | (next() >> 12);  // 52
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

double CounterRandom::normal() { return normalQuantile(uniform()); }

}  // namespace snitt::statistics
