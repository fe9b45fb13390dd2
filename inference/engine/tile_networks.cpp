#include <algorithm>

#include "inference/engine/engine.h"
#include "inference/engine/folded_convolver_p.h"
#include "inference/engine/network_files_p.h"
#include "inference/engine/tile_input_p.h"
#include "inference/engine/worker_p.h"
#include "inference/networks/heads_p.h"
#include "inference/networks/mobilenet_v2_p.h"

namespace snitt {
namespace {

struct Member {
  std::string where;  // "member 10x-1, file networks/10x-1.safetensors"
  MobileNetV2Layout layout;
  std::unique_ptr<Convolver> convolver;
  std::shared_ptr<HeadImpl> head;  // on the CPU in fp32: it is small, and the bag's score must not depend on a device
  Logistic logistic;
};

Result<Member> loadMember(const Bundle& bundle, const MemberSpec& spec, const EngineChoice& choice) {
  Member member;
  member.where = c10::str("member ", spec.id, ", file ", spec.network.file);
  member.logistic = spec.network.logistic;
  if (spec.network.architecture != "mobilenet_v2") {
    return failIn(member.where, {ErrorKind::model, "architecture \"" + spec.network.architecture +
                                                       "\" is not a scoring network of this program"});
  }
  member.layout = mobileNetV2Layout(spec.network.width, spec.network.padding);
  const std::int64_t weights = member.layout.weightCount() + weightCount(spec.network.head, member.layout.featureCount);
  if (auto small = checkWeightCount(weights, member.where); !small) return fail(small.error());
  const auto network = std::make_shared<MobileNetV2Impl>(spec.network);
  member.head = makeHead(spec.network.head, member.layout.featureCount);
  auto filled = fillFromBundle(bundle, spec.network, {{"", network.get()}, {"head.", member.head.get()}}, member.where);
  if (!filled) return fail(filled.error());
  network->eval();
  member.head->eval();
  member.convolver = makeConvolver(network->modules(), choice);
  return member;
}

class LoadedTileNetworks : public TileNetworks {
 public:
  LoadedTileNetworks(std::vector<Member> members, const ResolutionSpec& spec, const EngineChoice& choice)
      : m_members(std::move(members)),
        m_input(spec.normalisation, choice),
        m_where(c10::str("resolution ", spec.name, " on ", choice.device)),
        m_batch(spec.batch),
        m_tilePx(spec.tilePx) {}

  std::size_t memberCount() const override { return m_members.size(); }
  int embeddingSize(std::size_t member) const override {
    return static_cast<int>(m_members.at(member).head->embeddingSize());
  }
  Result<void> embed(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember,
                     const std::stop_token& stop) const override;
  Result<PooledScore> pool(std::size_t member, std::span<const float> embeddings) const override;

 private:
  bool fits(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember) const;
  Result<void> embedPass(std::span<const std::uint8_t> rgb, std::span<const std::span<float>> perMember,
                         std::int64_t firstTile, const std::stop_token& stop) const;

  std::vector<Member> m_members;
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
  const at::Tensor input = m_input.prepare(rgb, m_tilePx);
  // All members are queued before the first result is waited for: a GPU then never idles between two.
  std::vector<at::Tensor> features;
  for (const Member& member : m_members) {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    features.push_back(runMobileNetV2(member.layout, *member.convolver, input));
  }
  for (std::size_t m = 0; m < m_members.size(); ++m) {
    const at::Tensor onCpu = features[m].to(at::kCPU, at::kFloat);
    const at::Tensor embeddings = m_members[m].head->embed(onCpu).contiguous();
    // The features as well: an activation such as the sigmoid makes an ordinary number of an infinite one.
    if (!at::isfinite(onCpu).all().item<bool>() || !at::isfinite(embeddings).all().item<bool>()) {
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
  const Member& member = m_members.at(memberIndex);
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
    std::vector<Member> members;
    for (const MemberSpec& spec : resolution.members) {
      auto member = loadMember(bundle, spec, choice);
      if (!member) return fail(member.error());
      members.push_back(std::move(*member));
    }
    return std::make_unique<LoadedTileNetworks>(std::move(members), resolution, choice);
  });
}

}  // namespace snitt
