#include "inference/cohort/scoring_rate.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace snitt {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kLeastTime{500};

std::vector<std::uint8_t> drawn(std::size_t tiles, int tilePx) {
  std::vector<std::uint8_t> rgb(tiles * static_cast<std::size_t>(tilePx) * static_cast<std::size_t>(tilePx) * 3);
  std::uint32_t state = 1;
  for (std::uint8_t& one : rgb) {
    state = state * 1664525U + 1013904223U;  // Numerical Recipes' generator; what is drawn does not matter
    one = static_cast<std::uint8_t>(state >> 24U);
  }
  return rgb;
}

// Seconds a pass when `workers` threads make passes side by side.
Result<double> secondsAPass(int workers, const std::function<Result<void>()>& pass, const RunControl& control) {
  if (auto first = pass(); !first) return fail(first.error());
  std::atomic<int> passes = 0;
  std::mutex mutex;
  std::optional<Error> fault;
  const Clock::time_point start = Clock::now();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < workers; ++i)
      threads.emplace_back([&] {
        do {
          if (auto done = pass(); !done) {
            const std::scoped_lock lock(mutex);
            fault = done.error();
            return;
          }
          ++passes;
        } while (Clock::now() - start < kLeastTime && !control.stop.stop_requested());
      });
  }
  if (control.stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
  if (fault) return fail(*fault);
  return std::chrono::duration<double>(Clock::now() - start).count() / passes;
}

Result<double> secondsATile(const TileNetworks& networks, int tilePx, int threads, const RunControl& control) {
  const auto tiles = static_cast<std::size_t>(networks.batch());
  const auto rgb = drawn(tiles, tilePx);
  const auto pass = [&]() -> Result<void> {
    std::vector<std::vector<float>> kept;
    std::vector<std::span<float>> perMember;
    for (std::size_t member = 0; member < networks.memberCount(); ++member)
      kept.emplace_back(tiles * static_cast<std::size_t>(networks.embeddingSize(member)));
    for (auto& one : kept) perMember.emplace_back(one);
    return networks.embed(rgb, perMember, control.stop);
  };
  const auto seconds = secondsAPass(networks.workers(threads), pass, control);
  if (!seconds) return seconds;
  return *seconds / static_cast<double>(tiles);
}

}  // namespace

Result<ScoringRate> measureRate(const LoadedModel& model, int threads, const RunControl& control) {
  const Manifest& manifest = model.bundle.manifest;
  ScoringRate rate;
  if (model.segmentation != nullptr) {
    const SegmentationSpec& spec = manifest.segmentation;
    const auto tiles = static_cast<std::size_t>(spec.batch);
    const auto rgb = drawn(tiles, spec.tilePx);
    const auto pixels = tiles * static_cast<std::size_t>(spec.tilePx) * static_cast<std::size_t>(spec.tilePx);
    const auto pass = [&]() -> Result<void> {
      std::vector<float> tumour(pixels);
      return model.segmentation->predict(rgb, tumour);
    };
    const auto seconds = secondsAPass(model.segmentation->workers(threads), pass, control);
    if (!seconds) return fail(seconds.error());
    rate.segmentationTile = *seconds / static_cast<double>(tiles);
  }
  for (std::size_t i = 0; i < model.resolutions.size(); ++i) {
    const auto seconds = secondsATile(*model.resolutions[i], manifest.resolutions[i].tilePx, threads, control);
    if (!seconds) return fail(seconds.error());
    rate.tilesOfMembers.push_back(*seconds);
  }
  return rate;
}

}  // namespace snitt
