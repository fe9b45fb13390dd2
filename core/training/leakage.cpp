#include "core/training/leakage.h"

#include <algorithm>
#include <bit>

namespace snitt::training {
namespace {

std::optional<Leak> leakBetween(std::span<const PlacedSlide> slides, std::size_t i, std::size_t j, int mostDistance) {
  const PlacedSlide& a = slides[i];
  const PlacedSlide& b = slides[j];
  if (a.patient == b.patient) return Leak{LeakKind::patient, i, j, 0};
  if (!a.sha256.empty() && a.sha256 == b.sha256) return Leak{LeakKind::sha256, i, j, 0};
  if (!a.imageFingerprint || !b.imageFingerprint) return std::nullopt;
  const int distance = hammingDistance(*a.imageFingerprint, *b.imageFingerprint);
  if (distance > mostDistance) return std::nullopt;
  return Leak{LeakKind::thumbnail, i, j, distance};
}

std::string placed(const PlacedSlide& slide) {
  return "\"" + slide.slide + "\" of patient \"" + slide.patient + "\" (" + std::string(toText(slide.side)) + ", row " +
         std::to_string(slide.row) + ")";
}

}  // namespace

int hammingDistance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

std::vector<Leak> findLeaks(std::span<const PlacedSlide> slides, int mostDistance) {
  std::vector<Leak> leaks;
  for (std::size_t i = 0; i < slides.size(); ++i)
    for (std::size_t j = i + 1; j < slides.size(); ++j)
      if (slides[i].side != slides[j].side)
        if (const auto leak = leakBetween(slides, i, j, mostDistance)) leaks.push_back(*leak);
  std::ranges::stable_sort(leaks, {}, &Leak::kind);
  return leaks;
}

std::string describe(const Leak& leak, std::span<const PlacedSlide> slides) {
  const PlacedSlide& a = slides[leak.first];
  const PlacedSlide& b = slides[leak.second];
  const std::string both = placed(a) + " and " + placed(b);
  switch (leak.kind) {
    case LeakKind::patient:
      return "one patient is on two sides: slides " + both;
    case LeakKind::sha256:
      return "one file is on two sides: slides " + both + " have the same SHA-256";
    case LeakKind::thumbnail:
      break;
  }
  return "one image is on two sides: the thumbnails of slides " + both + " are nearly the same (" +
         std::to_string(leak.distance) + " of 64 bits differ)";
}

Result<void> refuseLeaks(std::span<const PlacedSlide> slides, int mostDistance) {
  const std::vector<Leak> leaks = findLeaks(slides, mostDistance);
  if (leaks.empty()) return {};
  std::string message = describe(leaks.front(), slides);
  if (leaks.size() > 1)
    message += ", and " + std::to_string(leaks.size() - 1) + (leaks.size() == 2 ? " more pair" : " more pairs");
  return fail(ErrorKind::refused, message);
}

}  // namespace snitt::training
