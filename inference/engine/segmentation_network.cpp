#include <algorithm>
#include <atomic>

#include "inference/engine/convolver_choice_p.h"
#include "inference/engine/device_lane_p.h"
#include "inference/engine/engine.h"
#include "inference/engine/network_files_p.h"
#include "inference/engine/pass_input_p.h"
#include "inference/engine/script_trial_p.h"
#include "inference/engine/worker_p.h"
#include "inference/networks/script_network_p.h"
#include "inference/networks/script_output_p.h"
#include "inference/networks/unet_p.h"

namespace snitt {
namespace {

// Larger tiles are tried by the slide itself: two of them could take minutes.
constexpr int mostTrialPx = 1024;

// A pass of more pixels fills a GPU, and several at once its memory.
constexpr std::int64_t mostSharedPixels = 4 << 20;

// One pass of tiles to the tumour's probabilities: tiles × tilePx × tilePx, float32 on the CPU, contiguous.
class TumourMapper {
 public:
  virtual ~TumourMapper() = default;
  [[nodiscard]] virtual Result<at::Tensor> map(PassInput& input) const = 0;
};

class OwnMapper : public TumourMapper {
 public:
  OwnMapper(const UNetImpl& network, std::int64_t tilePx, const EngineChoice& choice)
      : m_layout(network.layout()),
        m_convolver(makeConvolverFor(network.modules(), choice, [&](const ShapeProbe& probe) {
          static_cast<void>(runUNet(m_layout, probe, ShapeProbe::image(1, tilePx)));
        })) {}

  Result<at::Tensor> map(PassInput& input) const override {
    const at::Tensor logits = runUNet(m_layout, *m_convolver, input.floats()).to(at::kFloat);
    return at::softmax(logits, 1).select(1, logits.size(1) - 1).to(at::kCPU).contiguous();
  }

 private:
  UNetLayout m_layout;
  std::unique_ptr<Convolver> m_convolver;
};

class ScriptMapper : public TumourMapper {
 public:
  ScriptMapper(ScriptNetwork network, const SegmentationSpec& spec, std::string where)
      : m_network(std::move(network)),
        m_spec(spec.network.script),
        m_where(std::move(where)),
        m_tilePx(spec.tilePx),
        m_classes(static_cast<std::int64_t>(spec.classes.size())) {}

  Result<at::Tensor> map(PassInput& input) const override {
    const auto output = m_network.run(input.ownCopy(m_spec.input), m_spec.outputIndex);
    if (!output) return fail(output.error());
    auto maps = tumourMaps(*output, m_spec, input.tiles(), m_tilePx, m_classes);
    if (!maps) return failIn(m_where, maps.error());
    return maps;
  }

 private:
  ScriptNetwork m_network;
  ScriptSpec m_spec;
  std::string m_where;
  std::int64_t m_tilePx;
  std::int64_t m_classes;
};

class LoadedSegmentation : public SegmentationNetwork {
 public:
  LoadedSegmentation(std::unique_ptr<TumourMapper> mapper, const SegmentationSpec& spec, const EngineChoice& choice,
                     std::string where)
      : m_mapper(std::move(mapper)),
        m_input(spec.normalisation, choice),
        m_where(std::move(where)),
        m_batch(spec.batch),
        m_tilePx(spec.tilePx) {}

  int tilesPerPass() const override { return static_cast<int>(m_input.tilesPerPass(m_batch)); }
  int workers(int threads) const override {
    if (m_input.device().is_cpu()) return threads;
    return tilesPerPass() * m_tilePx * m_tilePx > mostSharedPixels ? 1 : std::min(threads, workersOfAGpu);
  }
  bool ranOutOfMemory() const override { return m_outOfMemory; }

  Result<void> predict(std::span<const std::uint8_t> rgb, std::span<float> tumour) const override {
    const std::int64_t tilePixels = m_tilePx * m_tilePx;
    if (rgb.size() != static_cast<std::size_t>(m_batch * tilePixels * 3) ||
        tumour.size() != static_cast<std::size_t>(m_batch * tilePixels)) {
      return failIn(m_where, {ErrorKind::usage, c10::str("a batch must be ", m_batch, " tiles of ", m_tilePx,
                                                         " px and room for as many probabilities")});
    }
    const auto work = [&]() -> Result<void> {
      const std::int64_t step = m_input.tilesPerPass(m_batch);
      for (std::int64_t first = 0; first < m_batch; first += step) {
        PassInput input(m_input, rgb.subspan(first * tilePixels * 3, step * tilePixels * 3), m_tilePx);
        const auto maps = m_mapper->map(input);
        if (!maps) return fail(maps.error());
        if (!at::isfinite(*maps).all().item<bool>()) {
          return failIn(m_where, {ErrorKind::model, "the network gave NaN or Inf for a tile"});
        }
        std::copy_n(maps->data_ptr<float>(), maps->numel(), tumour.data() + first * tilePixels);
      }
      return {};
    };
    return onDevice(m_input.device(), [&] { return onWorker(m_where, work, &m_outOfMemory); });
  }

 private:
  std::unique_ptr<TumourMapper> m_mapper;
  TileInput m_input;
  std::string m_where;
  std::int64_t m_batch;
  std::int64_t m_tilePx;
  mutable std::atomic<bool> m_outOfMemory = false;
};

Result<std::unique_ptr<TumourMapper>> loadScript(const Bundle& bundle, const EngineChoice& choice,
                                                 const std::string& where) {
  const SegmentationSpec& spec = bundle.manifest.segmentation;
  const auto file = bundle.scripts.find(spec.network.file);
  if (file == bundle.scripts.end()) return failIn(where, {ErrorKind::model, "the bundle does not hold this file"});
  auto network = ScriptNetwork::load(file->second, at::Device(choice.device), where);
  if (!network) return fail(network.error());
  auto mapper = std::make_unique<ScriptMapper>(std::move(*network), spec, where);
  if (spec.tilePx > mostTrialPx) return mapper;
  const TileInput input(spec.normalisation, choice);
  auto tried = tryScript(input.tilesPerPass(spec.batch), spec.tilePx, where,
                         [&](std::span<const std::uint8_t> rgb) -> Result<at::Tensor> {
                           PassInput pass(input, rgb, spec.tilePx);
                           return mapper->map(pass);
                         });
  if (!tried) return fail(tried.error());
  return mapper;
}

Result<std::unique_ptr<TumourMapper>> loadOwn(const Bundle& bundle, const EngineChoice& choice,
                                              const std::string& where) {
  const SegmentationSpec& spec = bundle.manifest.segmentation;
  const int classes = static_cast<int>(spec.classes.size());
  const UNetLayout layout = uNetLayout(spec.network.baseChannels, spec.network.depth, classes);
  if (auto small = checkWeightCount(layout.weightCount(), where); !small) return fail(small.error());
  UNetImpl network(spec.network, classes);
  auto filled = fillFromBundle(bundle, spec.network, {{"", &network}}, where);
  if (!filled) return fail(filled.error());
  network.eval();
  return std::make_unique<OwnMapper>(network, spec.tilePx, choice);
}

}  // namespace

Result<std::unique_ptr<SegmentationNetwork>> loadSegmentationNetwork(const Bundle& bundle, const EngineChoice& choice) {
  const SegmentationSpec& spec = bundle.manifest.segmentation;
  const std::string where = "segmentation network, file " + spec.network.file;
  return onWorker(where, [&]() -> Result<std::unique_ptr<SegmentationNetwork>> {
    if (spec.network.architecture != "unet" && !spec.network.isScript()) {
      return failIn(where, {ErrorKind::model, "architecture \"" + spec.network.architecture +
                                                  "\" is not a segmentation network of this program"});
    }
    useExactArithmetic();
    auto mapper = spec.network.isScript() ? loadScript(bundle, choice, where) : loadOwn(bundle, choice, where);
    if (!mapper) return fail(mapper.error());
    auto loaded = std::make_unique<LoadedSegmentation>(std::move(*mapper), spec, choice, where);
    waitForDevice(at::Device(choice.device));
    return loaded;
  });
}

}  // namespace snitt
