#include "inference/learning/learned_segmentation.h"

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/bundle/bundle.h"
#include "core/sha256.h"
#include "inference/learning/slide_look.h"
#include "inference/learning/train_segmentation.h"

namespace snitt {
namespace {

// Below this share of the tumour's pixels the post-processing finds next to nothing to start from.
constexpr double kLeastSureShare = 0.1;

// The network as a bundle would load it.
Result<LearnedSegmentation> loaded(const Manifest& draft, std::string weights, const EngineChoice& engine,
                                   const std::string& where) {
  LearnedSegmentation learned;
  learned.sha256 = sha256Of(weights);
  const std::string file = draft.segmentation.network.file;
  learned.files[file] = weights;
  auto parsed = SafetensorsFile::parse(std::move(weights));
  if (!parsed) return failIn(where, parsed.error());
  Bundle bundle;
  bundle.manifest = draft;
  bundle.networks.emplace(file, std::move(*parsed));
  auto network = loadSegmentationNetwork(bundle, engine.device == "cpu" ? EngineChoice{} : engine);
  if (!network) return failIn(where, network.error());
  learned.network = std::move(*network);
  return learned;
}

// The slides of a side that have a mask; "row 3" in messages.
std::vector<SegmentationSlide> slidesOf(const SlideList& list, const std::vector<training::Side>& sides,
                                        training::Side side) {
  std::vector<SegmentationSlide> slides;
  for (std::size_t i = 0; i < list.slides.size(); ++i) {
    const ListedSlide& slide = list.slides[i];
    if (sides[i] != side || slide.tumour.empty()) continue;
    SegmentationSlide& one = slides.emplace_back();
    one.name = fmt::format("row {}", slide.row);
    one.path = slide.path;
    one.mpp = typedMppOf(slide);
    one.tumour = slide.tumour;
  }
  return slides;
}

Result<LearnedSegmentation> trained(const LearningRequest& request, const std::vector<training::Side>& sides,
                                    const Manifest& draft, const RunControl& control) {
  const auto train = slidesOf(request.list, sides, training::Side::train);
  const auto tune = slidesOf(request.list, sides, training::Side::tune);
  if (train.empty())
    return fail(ErrorKind::usage,
                "the segmentation is to be learned, and no slide that trains has a mask in the column \"tumour\"");
  SegmentationRun run;
  run.folder = request.work / "segmentation";
  run.threads = request.threads;
  run.device = request.engine.device;
  run.control = control;
  run.augmentation = request.config.learning.augmentation;
  run.patienceEpochs = request.config.learning.patienceEpochs;
  run.progress = reportedAs(control, "train segmentation");
  const auto network = trainSegmentation(request.config.segmentation, train, tune, run);
  if (!network) {
    if (network.error().kind == ErrorKind::cancelled) return fail(network.error());
    return failIn("segmentation", network.error());
  }
  const bool half = request.config.bundle.weights == training::StoredWeights::float16;
  auto learned = loaded(draft, writeSafetensors(network->tensors, half), request.engine, "segmentation");
  if (!learned) return learned;
  if (request.notify && network->facts.tumourAboveHigh < kLeastSureShare)
    request.notify(
        fmt::format("the segmentation is as sure as segmentation.post.highThreshold asks in {:.0f} % of the "
                    "tumour alone: train it longer, or lower that threshold",
                    100 * network->facts.tumourAboveHigh));
  learned->history = network->history;
  learned->beginning = tune.empty() ? "The segmentation was learned from the tumour masks of training slides"
                                    : fmt::format(
                                          "The segmentation was learned from the tumour masks of training "
                                          "slides; its Dice on tuning slides, before post-processing, is {:.2f}",
                                          network->facts.dice);
  return learned;
}

}  // namespace

Result<LearnedSegmentation> learnSegmentation(const LearningRequest& request, const std::vector<training::Side>& sides,
                                              const RunControl& control) {
  const Manifest draft = training::draftManifest(request.config);
  switch (request.config.segmentation.source) {
    case training::SegmentationSource::tissue:
      return LearnedSegmentation{};
    case training::SegmentationSource::network: {
      const std::filesystem::path file = request.configFolder / request.config.segmentation.file;
      auto weights = readFile(file);
      if (!weights) return fail(weights.error());
      auto learned = loaded(draft, std::move(*weights), request.engine, file.string());
      if (learned)
        learned->beginning =
            fmt::format("The segmentation was there already (SHA-256 {})", learned->sha256.substr(0, 16));
      return learned;
    }
    case training::SegmentationSource::train:
      return trained(request, sides, draft, control);
  }
  return LearnedSegmentation{};
}

}  // namespace snitt
