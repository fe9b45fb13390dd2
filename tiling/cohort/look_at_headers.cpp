#include "tiling/cohort/look_at_headers.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "tiling/slide_reader.h"
#include "tiling/slide_scope.h"

namespace snitt {
namespace {

Result<HeaderLook> lookAt(const HeaderWish& wish, const HeaderLooks& remembered) {
  const auto known = remembered.find(wish.path);
  if (known != remembered.end()) {
    const HeaderLook& look = known->second;
    const auto stamp = stampOf(wish.path, look.files);
    if (stamp && stamp->sizeBytes == look.stamp.sizeBytes && stamp->modified == look.stamp.modified &&
        (!wish.fingerprint || !look.fingerprint.empty()))
      return look;
  }
  const auto reader = openSlide(wish.path);
  if (!reader) return fail(reader.error());
  const SlideInfo& info = (*reader)->info();
  HeaderLook look;
  look.path = wish.path;
  look.files = info.files;
  auto stamp = stampOf(wish.path, info.files);
  if (!stamp) return fail(stamp.error());
  look.stamp = std::move(*stamp);
  look.vendor = info.vendor;
  look.scanner = info.scanner;
  look.widthPx = info.levels.front().widthPx;
  look.heightPx = info.levels.front().heightPx;
  if (info.mpp) {
    look.mppX = info.mpp->x;
    look.mppY = info.mpp->y;
  }
  look.mppOrigin = info.mppOrigin;
  look.magnification = info.magnification;
  if (wish.fingerprint) {
    auto fingerprint = fingerprintOf(info);
    if (!fingerprint) return fail(fingerprint.error());
    look.fingerprint = std::move(*fingerprint);
  }
  return look;
}

SlideInfo infoOf(const HeaderLook& look) {
  SlideInfo info;
  info.path = look.path;
  info.vendor = look.vendor;
  info.scanner = look.scanner;
  info.levels = {{look.widthPx, look.heightPx, 1, 0, 0}};
  if (look.mppX && look.mppY) info.mpp = Mpp{*look.mppX, *look.mppY};
  info.mppOrigin = look.mppOrigin;
  info.magnification = look.magnification;
  return info;
}

// What keeps the slide out, whatever its pixels will say.
std::string reasonOutside(const ScopeResult& scope) {
  std::string text;
  for (const ScopeFinding& finding : scope.findings) {
    const bool pixelsTell = finding.state == FactState::unknown && finding.fact == "stain";
    if (finding.state == FactState::met || pixelsTell) continue;
    text += (text.empty() ? "outside the bundle's scope: " : "; ") + finding.detail;
  }
  return text;
}

}  // namespace

std::vector<Result<HeaderLook>> lookAtHeaders(const std::vector<HeaderWish>& wishes, const HeaderLooks& remembered,
                                              int threads, const RunControl& control) {
  std::vector<Result<HeaderLook>> looks(wishes.size(), fail(ErrorKind::cancelled, "cancelled"));
  std::atomic<std::size_t> next{0};
  std::atomic<std::int64_t> done{0};
  {
    std::vector<std::jthread> lanes;
    // Most of the time is spent waiting for disks and shares.
    const auto count = std::min<std::size_t>(wishes.size(), static_cast<std::size_t>(std::max(1, threads)) * 2);
    for (std::size_t lane = 0; lane < count; ++lane)
      lanes.emplace_back([&] {
        for (std::size_t i = next++; i < wishes.size() && control.proceed(); i = next++) {
          looks[i] = lookAt(wishes[i], remembered);
          control.report("look", ++done, static_cast<std::int64_t>(wishes.size()));
        }
      });
  }
  return looks;
}

Result<void> checkHeader(const Manifest& manifest, const HeaderLook& look, const ListedSlide& listed) {
  std::optional<TypedMpp> typed;
  if (listed.mpp) typed = TypedMpp{*listed.mpp, "written in the slide list", "slide list"};
  const SlideInfo info = infoOf(look);
  const auto scale = resolveScale(info, typed);
  if (!scale) return fail(scale.error());
  std::vector<Fact> facts = slideFacts(info, *scale, StainKind::unknown);
  facts.insert(facts.end(), listed.facts.begin(), listed.facts.end());
  const ScopeResult scope = checkSlideScope(manifest, facts, *scale);
  if (const std::string reason = reasonOutside(scope); !reason.empty()) return fail(ErrorKind::outOfScope, reason);
  return {};
}

}  // namespace snitt
