#include <algorithm>

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
        m_batch(spec.batch),
        m_tilePx(spec.tilePx) {
    for (const TileMember& member : m_members) m_summaries.push_back(member.head->summary(member.logistic));
  }

  std::size_t memberCount() const override { return m_members.size(); }
  int embeddingSize(std::size_t member) const override {
    return static_cast<int>(m_members.at(member).head->embeddingSize());
  }
  Result<void> embed(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember,
                     const std::stop_token& stop) const override;
  Result<PooledScore> pool(std::size_t member, std::span<const float> embeddings) const override;
  const BagSummary& summary(std::size_t member) const override { return *m_summaries.at(member); }

 private:
  bool fits(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember) const;
  Result<void> embedPass(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember,
                         std::int64_t firstTile, const std::stop_token& stop) const;

  std::vector<TileMember> m_members;
  std::vector<std::unique_ptr<BagSummary>> m_summaries;
  TileInput m_input;
  std::string m_where;
  std::int64_t m_batch;
  std::int64_t m_tilePx;
};

bool LoadedTileNetworks::fits(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember) const {
  if (rgb.size() != static_cast<std::size_t>(m_batch * m_tilePx * m_tilePx * 3)) return false;
  if (perMember.size() != m_members.size()) return false;
  for (std::size_t m = 0; m < m_members.size(); ++m) {
    if (perMember[m].size() != static_cast<std::size_t>(m_batch * embeddingSize(m))) return false;
  }
  return true;
}

Result<void> LoadedTileNetworks::embedPass(std::span<const std::uint8_t> rgb,
                                           std::span<const std::span<float>> perMember, std::int64_t firstTile,
                                           const std::stop_token& stop) const {
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
    const at::Tensor embeddings = m_members[m].head->embed(*features).contiguous();
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
  if (!fits(rgb, perMember)) {
    return failIn(m_where, {ErrorKind::usage, c10::str("a batch must be ", m_batch, " tiles of ", m_tilePx,
                                                       " px and room for as many embeddings of each member")});
  }
  return onWorker(m_where, [&]() -> Result<void> {
    const std::int64_t step = m_input.tilesPerPass(m_batch);
    const std::int64_t tileBytes = m_tilePx * m_tilePx * 3;
    for (std::int64_t first = 0; first < m_batch; first += step) {
      auto done = embedPass(rgb.subspan(first * tileBytes, step * tileBytes), perMember, first, stop);
      if (!done) return done;
    }
    return {};
  });
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
    return std::make_unique<LoadedTileNetworks>(std::move(members), resolution, choice);
  });
}

}  // namespace snitt
