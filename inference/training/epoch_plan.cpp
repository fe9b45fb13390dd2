#include "inference/training/epoch_plan.h"

#include <algorithm>

#include "inference/training/prepared_bag.h"
#include "inference/training/tuning.h"

namespace snitt {
namespace {

constexpr std::size_t tilesOfASampleBag = 4;

bool isEvent(const BagOutcome& outcome, TrainingTarget target) {
  if (target == TrainingTarget::value) return false;
  return target == TrainingTarget::label ? outcome.poor.value_or(false) : outcome.event;
}

template <class T>
void shuffle(std::vector<T>& items, statistics::CounterRandom& random) {
  for (std::size_t i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[random.below(static_cast<std::uint32_t>(i))]);
}

}  // namespace

Result<UsableBags> usableBags(const BagSet& source, const TrainingOptions& options) {
  UsableBags usable;
  std::size_t events = 0;
  for (std::size_t bag = 0; bag < source.bagCount(); ++bag) {
    const BagOutcome outcome = source.outcome(bag);
    if (!serves(outcome, options.target) || source.tileCount(bag) == 0) continue;
    usable.bags.push_back(bag);
    usable.outcomes.push_back(outcome);
    events += isEvent(outcome, options.target) ? 1 : 0;
  }
  const std::size_t others = usable.bags.size() - events;
  const bool label = options.target == TrainingTarget::label;
  const bool needsEvents = options.target != TrainingTarget::value;
  if (usable.bags.size() < 2 || (needsEvents && events == 0) || (label && others == 0))
    return fail(ErrorKind::usage, "there is nothing to learn from " + std::to_string(usable.bags.size()) +
                                      " bags with tiles and outcome, of which " + std::to_string(events) +
                                      (label ? " are poor" : " have the event"));
  const auto count = static_cast<double>(usable.bags.size());
  for (const BagOutcome& outcome : usable.outcomes) {
    const auto own = static_cast<double>(isEvent(outcome, options.target) ? events : others);
    usable.labelWeights.push_back(label && options.balanceClasses ? count / (2 * own) : 1);
  }
  return usable;
}

std::vector<std::vector<std::size_t>> epochSteps(const UsableBags& usable, const TrainingOptions& options,
                                                 std::int64_t epoch) {
  auto random = drawFor(options.seed, Draw::order, static_cast<std::uint64_t>(epoch));
  std::vector<std::pair<double, std::size_t>> places;
  for (const bool event : {true, false}) {
    std::vector<std::size_t> group;
    for (std::size_t i = 0; i < usable.bags.size(); ++i)
      if (isEvent(usable.outcomes[i], options.target) == event) group.push_back(i);
    shuffle(group, random);
    const double offset = random.uniform();
    for (std::size_t i = 0; i < group.size(); ++i)
      places.emplace_back((static_cast<double>(i) + offset) / static_cast<double>(group.size()), group[i]);
  }
  std::ranges::sort(places);
  const std::size_t count = places.size();
  const auto perStep = static_cast<std::size_t>(options.bagsPerStep);
  const std::size_t steps = std::max<std::size_t>(1, (count + perStep / 2) / perStep);
  std::vector<std::vector<std::size_t>> result(steps);
  for (std::size_t s = 0; s < steps; ++s)
    for (std::size_t i = s * count / steps; i < (s + 1) * count / steps; ++i) result[s].push_back(places[i].second);
  return result;
}

std::vector<SampleBag> normSample(const UsableBags& usable, const BagSet& source, const TrainingOptions& options) {
  auto random = drawFor(options.seed, Draw::sample, 0);
  std::vector<std::size_t> bags = usable.bags;
  shuffle(bags, random);
  bags.resize(std::clamp<std::size_t>(options.normTiles / tilesOfASampleBag, 2, bags.size()));
  std::ranges::sort(bags);
  const std::size_t tilesEach = std::max<std::size_t>(1, options.normTiles / bags.size());
  std::vector<SampleBag> sample;
  for (const std::size_t bag : bags)
    sample.push_back({bag, drawTiles(source.tileCount(bag), tilesEach, drawFor(options.seed, Draw::sample, 1, bag))});
  return sample;
}

}  // namespace snitt
