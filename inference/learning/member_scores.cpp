#include "inference/learning/member_scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "inference/learning/training_setup.h"
#include "inference/training/prepared_bag.h"

namespace snitt {
namespace {

constexpr std::size_t kSlidesTogether = 16;

}  // namespace

Result<std::vector<double>> slideOutputs(const training::ResolutionTraining& resolution, const LearnedNetwork& network,
                                         const std::vector<const StoredTiles*>& slides, int threads,
                                         ScoringProgress& progress, const RunControl& control) {
  const BagNetworkSpec spec = networkSpecOf(resolution, network.seed);
  auto loaded = BagNetwork::create(spec, threads);
  if (!loaded) return fail(loaded.error());
  if (auto restored = (*loaded)->restore(network.trained.tensors, "trained weights"); !restored)
    return fail(restored.error());
  std::vector<PatientBags::Bag> bags;
  for (const StoredTiles* slide : slides) bags.push_back({{}, {slide}});
  const PatientBags source(std::move(bags));
  const BagPreparation preparation{spec.tilePx, channelScale(spec.normalisation), {}, 0, 0};
  std::vector<double> outputs;
  for (std::size_t first = 0; first < slides.size(); first += kSlidesTogether) {
    if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
    const std::size_t end = std::min(slides.size(), first + kSlidesTogether);
    std::vector<PreparedBag> prepared;
    for (std::size_t i = first; i < end; ++i)
      prepared.emplace_back(source, i, drawTiles(slides[i]->count(), 0, drawFor(0, Draw::sample, 0)), preparation);
    Bags pointers;
    for (const PreparedBag& bag : prepared) pointers.push_back(&bag);
    const auto some = (*loaded)->outputs(pointers, control.stop);
    if (!some) return fail(some.error());
    outputs.insert(outputs.end(), some->begin(), some->end());
    progress.done += static_cast<std::int64_t>(end - first);
    control.report("scores", progress.done, progress.total);
  }
  return outputs;
}

Logistic spreadAroundMiddle(const std::vector<double>& outputs) {
  const auto n = static_cast<double>(outputs.size());
  const double mean = std::accumulate(outputs.begin(), outputs.end(), 0.0) / n;
  double squares = 0;
  for (const double output : outputs) squares += (output - mean) * (output - mean);
  const double sd = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
  if (!(sd > 0)) return {1, -mean};
  return {1 / sd, -mean / sd};
}

double scoreOf(double output, const Logistic& logistic) {
  return 1 / (1 + std::exp(-(logistic.scale * output + logistic.offset)));
}

}  // namespace snitt
