#include <algorithm>

#include "inference/engine/engine.h"
#include "inference/engine/folded_convolver_p.h"
#include "inference/engine/network_files_p.h"
#include "inference/engine/tile_input_p.h"
#include "inference/engine/worker_p.h"
#include "inference/networks/unet_p.h"

namespace snitt {
namespace {

class LoadedSegmentation : public SegmentationNetwork {
 public:
  LoadedSegmentation(const UNetImpl& network, const SegmentationSpec& spec, const EngineChoice& choice,
                     std::string where)
      : m_layout(network.layout()),
        m_convolver(makeConvolver(network.modules(), choice)),
        m_input(spec.normalisation, choice),
        m_where(std::move(where)),
        m_batch(spec.batch),
        m_tilePx(spec.tilePx) {}

  Result<void> predict(std::span<const std::uint8_t> rgb, std::span<float> tumour) const override {
    const std::int64_t tilePixels = m_tilePx * m_tilePx;
    if (rgb.size() != static_cast<std::size_t>(m_batch * tilePixels * 3) ||
        tumour.size() != static_cast<std::size_t>(m_batch * tilePixels)) {
      return failIn(m_where, {ErrorKind::usage, c10::str("a batch must be ", m_batch, " tiles of ", m_tilePx,
                                                         " px and room for as many probabilities")});
    }
    return onWorker(m_where, [&]() -> Result<void> {
      const std::int64_t step = m_input.tilesPerPass(m_batch);
      for (std::int64_t first = 0; first < m_batch; first += step) {
        const at::Tensor input = m_input.prepare(rgb.subspan(first * tilePixels * 3, step * tilePixels * 3), m_tilePx);
        const at::Tensor logits = runUNet(m_layout, *m_convolver, input).to(at::kFloat);
        const at::Tensor last = at::softmax(logits, 1).select(1, logits.size(1) - 1).to(at::kCPU).contiguous();
        if (!at::isfinite(last).all().item<bool>()) {
          return failIn(m_where, {ErrorKind::model, "the network gave NaN or Inf for a tile"});
        }
        std::copy_n(last.data_ptr<float>(), last.numel(), tumour.data() + first * tilePixels);
      }
      return {};
    });
  }

 private:
  UNetLayout m_layout;
  std::unique_ptr<Convolver> m_convolver;
  TileInput m_input;
  std::string m_where;
  std::int64_t m_batch;
  std::int64_t m_tilePx;
};

}  // namespace

Result<std::unique_ptr<SegmentationNetwork>> loadSegmentationNetwork(const Bundle& bundle, const EngineChoice& choice) {
  const SegmentationSpec& spec = bundle.manifest.segmentation;
  const std::string where = "segmentation network, file " + spec.network.file;
  return onWorker(where, [&]() -> Result<std::unique_ptr<SegmentationNetwork>> {
    if (spec.network.architecture != "unet") {
      return failIn(where, {ErrorKind::model, "architecture \"" + spec.network.architecture +
                                                  "\" is not a segmentation network of this program"});
    }
    useExactArithmetic();
    const int classes = static_cast<int>(spec.classes.size());
    const UNetLayout layout = uNetLayout(spec.network.baseChannels, spec.network.depth, classes);
    if (auto small = checkWeightCount(layout.weightCount(), where); !small) return fail(small.error());
    UNetImpl network(spec.network, classes);
    auto filled = fillFromBundle(bundle, spec.network, {{"", &network}}, where);
    if (!filled) return fail(filled.error());
    network.eval();
    return std::make_unique<LoadedSegmentation>(network, spec, choice, where);
  });
}

}  // namespace snitt
