#include "inference/engine/tile_classifier.h"

#include <algorithm>

#include "inference/engine/network_files_p.h"
#include "inference/engine/pass_input_p.h"
#include "inference/engine/resize_p.h"
#include "inference/engine/script_trial_p.h"
#include "inference/engine/worker_p.h"
#include "inference/networks/script_network_p.h"
#include "inference/networks/script_output_p.h"

namespace snitt {
namespace {

constexpr int batchTiles = 8;

class LoadedClassifier : public TileClassifier {
 public:
  LoadedClassifier(ScriptNetwork network, const WsinferConfig& config, const EngineChoice& choice, std::string where)
      : m_network(std::move(network)),
        m_input(config.normalisation, choice),
        m_where(std::move(where)),
        m_classes(static_cast<std::int64_t>(config.classNames.size())),
        m_patchPx(config.patchPx),
        m_inputPx(config.inputPx()) {}

  int batch() const override { return batchTiles; }
  std::int64_t tilesPerPass() const { return m_input.tilesPerPass(batchTiles); }

  // tiles × classes, float32 on the CPU.
  Result<at::Tensor> pass(std::span<const std::uint8_t> rgb) const {
    const std::vector<std::uint8_t> resized =
        m_inputPx == m_patchPx ? std::vector<std::uint8_t>() : resizeTiles(rgb, m_patchPx, m_inputPx);
    PassInput input(m_input, resized.empty() ? rgb : std::span<const std::uint8_t>(resized), m_inputPx);
    const auto output = m_network.run(input.ownCopy(ScriptInput::floats), 0);
    if (!output) return fail(output.error());
    auto probabilities = classProbabilities(*output, input.tiles(), m_classes);
    if (!probabilities) return failIn(m_where, probabilities.error());
    return probabilities;
  }

  Result<void> classify(std::span<const std::uint8_t> rgb, std::span<float> probabilities,
                        const std::stop_token& stop) const override {
    const std::int64_t tileBytes = m_patchPx * m_patchPx * 3;
    if (rgb.size() != static_cast<std::size_t>(batchTiles * tileBytes) ||
        probabilities.size() != static_cast<std::size_t>(batchTiles * m_classes)) {
      return failIn(m_where, {ErrorKind::usage, c10::str("a batch must be ", batchTiles, " tiles of ", m_patchPx,
                                                         " px and room for as many rows of probabilities")});
    }
    return onWorker(m_where, [&]() -> Result<void> {
      const std::int64_t step = tilesPerPass();
      for (std::int64_t first = 0; first < batchTiles; first += step) {
        if (stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
        const auto rows = pass(rgb.subspan(first * tileBytes, step * tileBytes));
        if (!rows) return fail(rows.error());
        std::copy_n(rows->data_ptr<float>(), rows->numel(), probabilities.data() + first * m_classes);
      }
      return {};
    });
  }

 private:
  ScriptNetwork m_network;
  TileInput m_input;
  std::string m_where;
  std::int64_t m_classes;
  std::int64_t m_patchPx;
  std::int64_t m_inputPx;
};

}  // namespace

Result<std::unique_ptr<TileClassifier>> loadTileClassifier(const WsinferModel& model, std::string_view device) {
  const std::string where = "WSInfer model " + model.folder.string();
  return onWorker(where, [&]() -> Result<std::unique_ptr<TileClassifier>> {
    useExactArithmetic();
    EngineChoice choice{std::string(device)};
    if (device == "cpu")
      choice.kernels = Kernels::fused;  // of the script none, but its input is made the fast way
    else
      choice.tilesPerPass = batchTiles;
    auto network = ScriptNetwork::load(model.script, at::Device(choice.device), where);
    if (!network) return fail(network.error());
    auto loaded = std::make_unique<LoadedClassifier>(std::move(*network), model.config, choice, where);
    auto tried = tryScript(loaded->tilesPerPass(), model.config.patchPx, where,
                           [&](std::span<const std::uint8_t> rgb) { return loaded->pass(rgb); });
    if (!tried) return fail(tried.error());
    return loaded;
  });
}

}  // namespace snitt
