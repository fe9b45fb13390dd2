#include "inference/learning/learned_segmentation.h"

#include "core/atomic_file.h"
#include "core/bundle/bundle.h"
#include "core/sha256.h"

namespace snitt {
namespace {

// The network as a bundle would load it.
Result<LearnedSegmentation> loaded(const Manifest& draft, std::string weights, const std::string& where) {
  LearnedSegmentation learned;
  learned.sha256 = sha256Of(weights);
  const std::string file = draft.segmentation.network.file;
  learned.files[file] = weights;
  auto parsed = SafetensorsFile::parse(std::move(weights));
  if (!parsed) return failIn(where, parsed.error());
  Bundle bundle;
  bundle.manifest = draft;
  bundle.networks.emplace(file, std::move(*parsed));
  auto network = loadSegmentationNetwork(bundle, EngineChoice{});
  if (!network) return failIn(where, network.error());
  learned.network = std::move(*network);
  return learned;
}

}  // namespace

Result<LearnedSegmentation> learnSegmentation(const LearningRequest& request, const std::vector<training::Side>&,
                                              const RunControl&) {
  const Manifest draft = training::draftManifest(request.config);
  switch (request.config.segmentation.source) {
    case training::SegmentationSource::tissue:
      return LearnedSegmentation{};
    case training::SegmentationSource::network: {
      const std::filesystem::path file = request.configFolder / request.config.segmentation.file;
      auto weights = readFile(file);
      if (!weights) return fail(weights.error());
      return loaded(draft, std::move(*weights), file.string());
    }
    case training::SegmentationSource::train:
      break;
  }
  return fail(ErrorKind::unsupported, "the segmentation cannot be learned yet");
}

}  // namespace snitt
