#include "core/training/split.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/sha256.h"
#include "core/statistics/resampling/counter_random.h"
#include "core/text/number.h"

namespace snitt::training {
namespace {

using Counts = std::array<std::size_t, 3>;

// A place in the random order.
std::uint64_t placeOf(const std::string& id, std::uint64_t seed) {
  std::uint64_t stream = 0;
  for (const char digit : sha256Of(id).substr(0, 16))
    stream = stream << 4 | static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  statistics::CounterRandom random(seed, stream);
  const std::uint64_t high = random.next();
  return high << 32 | random.next();
}

// Largest remainders; `owed` carries what rounding left to the next stratum.
Counts countsOf(std::size_t patients, const std::array<double, 3>& shares, std::array<double, 3>& owed) {
  Counts counts{};
  std::array<double, 3> wanted{};
  std::size_t given = 0;
  for (std::size_t side = 0; side < shares.size(); ++side) {
    wanted[side] = shares[side] * static_cast<double>(patients) + owed[side];
    // A side's count never strays from its stratum's share by a whole patient.
    counts[side] = static_cast<std::size_t>(std::floor(shares[side] * static_cast<double>(patients) + 1e-9));
    given += counts[side];
  }
  for (; given < patients; ++given) {
    std::size_t next = shares.size();
    for (std::size_t side = 0; side < shares.size(); ++side) {
      if (shares[side] <= 0) continue;
      const auto lack = [&](std::size_t s) { return wanted[s] - static_cast<double>(counts[s]); };
      if (next == shares.size() || lack(side) > lack(next) + 1e-9) next = side;
    }
    ++counts[next];
  }
  for (std::size_t side = 0; side < shares.size(); ++side)
    owed[side] = wanted[side] - static_cast<double>(counts[side]);
  return counts;
}

Result<void> checkShares(const SplitShares& shares) {
  for (const double share : {shares.train, shares.tune, shares.test})
    if (!(share >= 0 && share <= 1)) return fail(ErrorKind::usage, "a share of the split must be from 0 to 1");
  if (shares.train <= 0 || shares.tune <= 0)
    return fail(ErrorKind::usage, "the shares of train and tune must be above 0");
  const double sum = shares.train + shares.tune + shares.test;
  if (std::abs(sum - 1) > 1e-6)
    return fail(ErrorKind::usage, "the shares of train, tune and test add up to " +
                                      shortest(std::round(sum * 1e6) / 1e6) + " and must to 1");
  return {};
}

Result<void> checkIds(std::span<const SplitPatient> patients) {
  std::vector<std::string> ids;
  for (const SplitPatient& patient : patients) ids.push_back(patient.id);
  std::ranges::sort(ids);
  if (!ids.empty() && ids.front().empty()) return fail(ErrorKind::usage, "a patient to be split has no id");
  const auto twice = std::ranges::adjacent_find(ids);
  if (twice != ids.end()) return fail(ErrorKind::usage, "patient \"" + *twice + "\" is to be split twice");
  return {};
}

tl::unexpected<Error> lacks(Side side, std::string_view what) {
  return fail(ErrorKind::usage, "the " + std::string(toText(side)) + " side has no patient with " + std::string(what) +
                                    "; it needs more patients, or another share or seed of the split");
}

}  // namespace

int stratumOf(DistinctLabel label, bool event) { return static_cast<int>(label) * 2 + (event ? 1 : 0); }

Result<std::vector<Side>> splitPatients(std::span<const SplitPatient> patients, const SplitShares& shares) {
  if (auto checked = checkShares(shares).and_then([&] { return checkIds(patients); }); !checked)
    return fail(checked.error());
  std::vector<Side> sides(patients.size());
  std::map<int, std::vector<std::size_t>> strata;
  std::vector<std::uint64_t> places(patients.size());
  for (std::size_t i = 0; i < patients.size(); ++i) {
    if (patients[i].given) {
      sides[i] = *patients[i].given;
    } else {
      places[i] = placeOf(patients[i].id, shares.seed);
      strata[patients[i].stratum].push_back(i);
    }
  }
  std::array<double, 3> owed{};
  for (auto& [stratum, members] : strata) {
    std::ranges::sort(members, {},
                      [&](std::size_t i) { return std::pair(places[i], std::string_view(patients[i].id)); });
    const Counts counts = countsOf(members.size(), {shares.train, shares.tune, shares.test}, owed);
    std::size_t at = 0;
    for (std::size_t side = 0; side < counts.size(); ++side)
      for (std::size_t k = 0; k < counts[side]; ++k) sides[members[at++]] = static_cast<Side>(side);
  }
  return sides;
}

std::vector<PatientSide> sidesForDistinctLabels(std::span<const Side> sides, std::span<const DistinctLabel> labels) {
  std::vector<PatientSide> result;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const bool moves = sides[i] == Side::train && labels[i] == DistinctLabel::between;
    result.push_back({moves ? Side::tune : sides[i], moves});
  }
  return result;
}

Result<void> checkDistinctSides(std::span<const PatientSide> sides, std::span<const DistinctLabel> labels) {
  for (const Side side : {Side::train, Side::tune})
    for (const DistinctLabel label : {DistinctLabel::good, DistinctLabel::poor}) {
      bool found = false;
      for (std::size_t i = 0; i < sides.size(); ++i) found = found || (sides[i].side == side && labels[i] == label);
      if (!found) return lacks(side, "a distinct " + std::string(toText(label)) + " outcome");
    }
  return {};
}

Result<void> checkEventSides(std::span<const PatientSide> sides, std::span<const std::uint8_t> events) {
  for (const Side side : {Side::train, Side::tune}) {
    bool found = false;
    for (std::size_t i = 0; i < sides.size(); ++i) found = found || (sides[i].side == side && events[i] != 0);
    if (!found) return lacks(side, "an event");
  }
  return {};
}

}  // namespace snitt::training
