#include "inference/precision_check.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <optional>
#include <thread>

namespace snitt {

namespace {

// Evenly over the reading order, away from its ends, which lie at the tumour's border.
std::vector<std::size_t> chosenTiles(std::size_t planned) {
  const std::size_t count = std::min(planned, std::clamp<std::size_t>(planned / 500, 2, 8));
  std::vector<std::size_t> chosen;
  for (std::size_t k = 0; k < count; ++k) chosen.push_back((2 * k + 1) * planned / (2 * count));
  return chosen;
}

class Comparison {
 public:
  Comparison(SlideReader& slide, const TilePlan& plan, const TileNetworks& fast, const TileNetworks& exact,
             const RunControl& control)
      : m_slide(slide), m_plan(plan), m_fast(fast), m_exact(exact), m_control(control) {}

  Result<void> run(int threads, PrecisionAgreement& into) {
    const auto chosen = chosenTiles(m_plan.tiles.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      while (!failed()) {
        const std::size_t k = next++;
        if (k >= chosen.size()) return;
        if (auto done = compare(chosen[k]); !done) note(done.error());
      }
    };
    {
      std::vector<std::jthread> others;
      const int workers = std::min(m_fast.workers(threads), static_cast<int>(chosen.size()));
      for (int i = 1; i < workers; ++i) others.emplace_back(work);
      work();
    }
    if (m_error) return fail(*m_error);
    into.tiles += m_sum.tiles;
    into.largestDifference = std::max(into.largestDifference, m_sum.largestDifference);
    return {};
  }

 private:
  Result<void> compare(std::size_t tile) {
    if (!m_control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
    const Region region = m_plan.region(tile);
    std::vector<std::uint8_t> rgb(std::size_t{3} * static_cast<std::size_t>(region.widthPx) *
                                  static_cast<std::size_t>(region.heightPx));
    if (!m_slide.read(region, rgb)) return {};
    const auto fast = scores(m_fast, rgb);
    if (!fast) return fail(fast.error());
    const auto exact = scores(m_exact, rgb);
    if (!exact) return fail(exact.error());
    const std::scoped_lock lock(m_mutex);
    ++m_sum.tiles;
    for (std::size_t member = 0; member < exact->size(); ++member)
      m_sum.largestDifference = std::max(m_sum.largestDifference, std::abs((*fast)[member] - (*exact)[member]));
    return {};
  }

  // What each member would say of a bag of this tile alone.
  Result<std::vector<double>> scores(const TileNetworks& networks, std::span<const std::uint8_t> rgb) {
    std::vector<std::vector<float>> embeddings;
    for (std::size_t member = 0; member < networks.memberCount(); ++member)
      embeddings.emplace_back(static_cast<std::size_t>(networks.embeddingSize(member)));
    const std::vector<std::span<float>> views(embeddings.begin(), embeddings.end());
    if (auto done = networks.embed(rgb, views, m_control.stop); !done) return fail(done.error());
    std::vector<double> all;
    for (std::size_t member = 0; member < networks.memberCount(); ++member) {
      const auto pooled = networks.pool(member, embeddings[member]);
      if (!pooled) return fail(pooled.error());
      all.push_back(pooled->score);
    }
    return all;
  }

  void note(Error error) {
    const std::scoped_lock lock(m_mutex);
    if (!m_error) m_error = std::move(error);
  }
  bool failed() {
    const std::scoped_lock lock(m_mutex);
    return m_error.has_value();
  }

  SlideReader& m_slide;
  const TilePlan& m_plan;
  const TileNetworks& m_fast;
  const TileNetworks& m_exact;
  const RunControl& m_control;
  std::mutex m_mutex;
  PrecisionAgreement m_sum;
  std::optional<Error> m_error;
};

}  // namespace

Result<PrecisionAgreement> compareWithFp32(SlideReader& slide, const std::vector<TilePlan>& plans,
                                           const LoadedModel& model, int threads, const RunControl& control,
                                           int* passThatRanOut) {
  EngineChoice exactly = model.choice;
  exactly.precision = Precision::fp32;
  PrecisionAgreement agreement;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const auto exact = loadTileNetworks(model.bundle, model.bundle.manifest.resolutions[i], exactly);
    if (!exact) return fail(exact.error());
    Comparison comparison(slide, plans[i], *model.resolutions[i], **exact, control);
    if (auto done = comparison.run(threads, agreement); !done) {
      if (passThatRanOut != nullptr && (*exact)->ranOutOfMemory()) *passThatRanOut = (*exact)->batch();
      return fail(done.error());
    }
  }
  return agreement;
}

}  // namespace snitt
