#include <algorithm>
#include <atomic>

#include "inference/engine/device_lane_p.h"
#include "inference/engine/engine.h"
#include "inference/engine/network_files_p.h"
#include "inference/engine/tile_member_p.h"
#include "inference/engine/worker_p.h"

namespace snitt {
namespace {

class LoadedTileNetworks : public TileNetworks {
 public:
  LoadedTileNetworks(std::vector<TileMember> members, const ResolutionSpec& spec, const EngineChoice& choice)
      : m_members(std::move(members)),
        m_input(spec.normalisation, choice),
        m_where(c10::str("resolution ", spec.name, " on ", choice.device)),
        m_batch(tilesPerPass(spec, choice)),
        m_tilePx(spec.tilePx) {
    for (const TileMember& member : m_members) m_summaries.push_back(member.head->summary(member.logistic));
  }

  std::size_t memberCount() const override { return m_members.size(); }
  int batch() const override { return static_cast<int>(m_batch); }
  int workers(int threads) const override {
    return m_input.device().is_cpu() ? threads : std::min(threads, workersOfAGpu);
  }
  bool ranOutOfMemory() const override { return m_outOfMemory; }
  int embeddingSize(std::size_t member) const override {
    return static_cast<int>(m_members.at(member).head->embeddingSize());
  }
  Result<void> embed(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember,
                     const std::stop_token& stop) const override;
  Result<PooledScore> pool(std::size_t member, std::span<const float> embeddings) const override;
  const BagSummary& summary(std::size_t member) const override { return *m_summaries.at(member); }

 private:
  // How many tiles a call is about; 0 where its spans do not fit each other.
  std::int64_t tilesIn(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember) const;
  Result<void> embedPass(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember,
                         std::int64_t firstTile, std::int64_t tiles, const std::stop_token& stop) const;

  std::vector<TileMember> m_members;
  std::vector<std::unique_ptr<BagSummary>> m_summaries;
  TileInput m_input;
  std::string m_where;
  std::int64_t m_batch;
  std::int64_t m_tilePx;
  mutable std::atomic<bool> m_outOfMemory = false;
};

std::int64_t LoadedTileNetworks::tilesIn(std::span<const std::uint8_t> rgb,
                                         std::span<const std::span<float>> perMember) const {
  const auto tileBytes = static_cast<std::size_t>(m_tilePx * m_tilePx * 3);
  const std::size_t tiles = rgb.size() / tileBytes;
  if (tiles < 1 || tiles * tileBytes != rgb.size()) return 0;
  if (perMember.size() != m_members.size()) return 0;
  for (std::size_t m = 0; m < m_members.size(); ++m) {
    if (perMember[m].size() != tiles * static_cast<std::size_t>(embeddingSize(m))) return 0;
  }
  return static_cast<std::int64_t>(tiles);
}

Result<void> LoadedTileNetworks::embedPass(std::span<const std::uint8_t> rgb,
                                           std::span<const std::span<float>> perMember, std::int64_t firstTile,
                                           std::int64_t tiles, const std::stop_token& stop) const {
  PassInput input(m_input, rgb, m_tilePx);
  // All members are queued before the first result is waited for: a GPU then never idles between two.
  std::vector<at::Tensor> outputs;
  for (const TileMember& member : m_members) {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    auto output = member.network->run(input);
    if (!output) return fail(output.error());
    outputs.push_back(std::move(*output));
  }
  for (std::size_t m = 0; m < m_members.size(); ++m) {
    const auto features = m_members[m].network->collect(outputs[m], input.tiles());
    if (!features) return fail(features.error());
    const at::Tensor embeddings = m_members[m].head->embed(*features).slice(0, 0, tiles).contiguous();
    // The features as well: an activation such as the sigmoid makes an ordinary number of an infinite one.
    if (!at::isfinite(*features).all().item<bool>() || !at::isfinite(embeddings).all().item<bool>()) {
      return failIn(m_members[m].where, {ErrorKind::model, "the network gave NaN or Inf for a tile"});
    }
    std::copy_n(embeddings.data_ptr<float>(), embeddings.numel(), perMember[m].data() + firstTile * embeddings.size(1));
  }
  return {};
}

Result<void> LoadedTileNetworks::embed(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember,
                                       const std::stop_token& stop) const {
  const std::int64_t tiles = tilesIn(rgb, perMember);
  if (tiles == 0) {
    return failIn(m_where, {ErrorKind::usage, c10::str("a batch must be whole tiles of ", m_tilePx,
                                                       " px and room for as many embeddings of each member")});
  }
  const auto work = [&]() -> Result<void> {
    const std::int64_t step = m_batch;
    const std::int64_t tileBytes = m_tilePx * m_tilePx * 3;
    for (std::int64_t first = 0; first < tiles; first += step) {
      const std::int64_t count = std::min(step, tiles - first);
      std::span<const std::uint8_t> pass = rgb.subspan(first * tileBytes, count * tileBytes);
      std::vector<std::uint8_t> padded;
      if (count < step) {
        padded.assign(pass.begin(), pass.end());
        padded.resize(static_cast<std::size_t>(step * tileBytes), 255);
        pass = padded;
      }
      auto done = embedPass(pass, perMember, first, count, stop);
      if (!done) return done;
    }
    return {};
  };
  return onDevice(m_input.device(), [&] { return onWorker(m_where, work, &m_outOfMemory); });
}

Result<PooledScore> LoadedTileNetworks::pool(std::size_t memberIndex, std::span<const float> embeddings) const {
  const TileMember& member = m_members.at(memberIndex);
  const auto width = static_cast<std::size_t>(embeddingSize(memberIndex));
  if (embeddings.empty()) return failIn(member.where, {ErrorKind::model, "there are no tiles to pool"});
  if (embeddings.size() % width != 0) {
    return failIn(member.where, {ErrorKind::usage,
                                 c10::str(embeddings.size(), " values are no whole number of embeddings of ", width)});
  }
  return onWorker(member.where, [&]() -> Result<PooledScore> {
    // In memory of LibTorch's own alignment: matrix kernels round differently for other alignments.
    const at::Tensor bag = at::empty({static_cast<std::int64_t>(embeddings.size() / width), std::int64_t(width)});
    std::ranges::copy(embeddings, bag.data_ptr<float>());
    const at::Tensor score = member.head->bagScore(bag, member.logistic);
    const at::Tensor tiles = member.head->tileScores(bag, member.logistic).contiguous();
    if (!at::isfinite(score).all().item<bool>() || !at::isfinite(tiles).all().item<bool>()) {
      return failIn(member.where, {ErrorKind::model, "the pooled score is NaN or Inf"});
    }
    const double* first = tiles.data_ptr<double>();
    return PooledScore{score.item<double>(), std::vector<double>(first, first + tiles.numel())};
  });
}

}  // namespace

Result<std::unique_ptr<TileNetworks>> loadTileNetworks(const Bundle& bundle, const ResolutionSpec& resolution,
                                                       const EngineChoice& choice) {
  const std::string where = "resolution " + resolution.name;
  return onWorker(where, [&]() -> Result<std::unique_ptr<TileNetworks>> {
    if (resolution.members.empty()) return failIn(where, {ErrorKind::model, "it has no members"});
    useExactArithmetic();
    std::vector<TileMember> members;
    for (const MemberSpec& spec : resolution.members) {
      auto member = loadTileMember(bundle, resolution, spec, choice);
      if (!member) return fail(member.error());
      members.push_back(std::move(*member));
    }
    auto networks = std::make_unique<LoadedTileNetworks>(std::move(members), resolution, choice);
    waitForDevice(at::Device(choice.device));
    return networks;
  });
}

}  // namespace snitt
