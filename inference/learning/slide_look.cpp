#include "inference/learning/slide_look.h"

#include <algorithm>
#include <atomic>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/fingerprint.h"
#include "inference/training/lanes.h"
#include "tiling/image_fingerprint.h"

namespace snitt {
namespace {

constexpr std::size_t kMostNamed = 5;
constexpr std::string_view kFormat = "snitt-slide-look/1";

std::filesystem::path fileOf(const std::filesystem::path& folder, const std::string& fingerprint) {
  return folder / (fingerprint.substr(0, 32) + ".json");
}

std::optional<SlideLook> remembered(const std::filesystem::path& folder, const std::string& fingerprint) {
  const auto text = readFile(fileOf(folder, fingerprint));
  if (!text) return std::nullopt;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object() || json.value("format", "") != kFormat || json.value("fingerprint", "") != fingerprint)
    return std::nullopt;
  SlideLook look{fingerprint, json.value("sha256", ""), json.value("imageFingerprint", std::uint64_t{0})};
  if (look.sha256.size() != 64) return std::nullopt;
  return look;
}

Result<SlideLook> lookAt(const ListedSlide& slide, const std::filesystem::path& folder, const RunControl& control) {
  const auto opened = openListed(slide);
  if (!opened) return fail(opened.error());
  if (auto known = remembered(folder, opened->fingerprint)) return *known;
  const auto image = imageFingerprint(*opened->reader, control);
  if (!image) return fail(image.error());
  auto sha256 = sha256OfFiles(opened->reader->info().files, control.stop);
  if (!sha256) return fail(sha256.error());
  SlideLook look{opened->fingerprint, std::move(*sha256), *image};
  const nlohmann::ordered_json json{{"format", kFormat},
                                    {"fingerprint", look.fingerprint},
                                    {"sha256", look.sha256},
                                    {"imageFingerprint", look.imageFingerprint}};
  if (auto kept = writeFileAtomically(fileOf(folder, look.fingerprint), json.dump(1) + "\n"); !kept)
    return fail(kept.error());
  return look;
}

Error asOne(const std::vector<std::optional<Error>>& errors, const std::vector<ListedSlide>& slides) {
  Error all{ErrorKind::io, {}};
  std::size_t count = 0;
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (!errors[i]) continue;
    if (count == 0) all.kind = errors[i]->kind;
    if (count < kMostNamed)
      all.message += fmt::format("{}row {}: {}", count == 0 ? "" : "; ", slides[i].row, errors[i]->message);
    ++count;
  }
  if (count > kMostNamed) all.message += fmt::format("; and {} more", count - kMostNamed);
  all.message += " (a slide is left out where its column \"exclude\" says 1)";
  return all;
}

}  // namespace

std::optional<TypedMpp> typedMppOf(const ListedSlide& slide) {
  if (!slide.mpp) return std::nullopt;
  return TypedMpp{*slide.mpp, "written in the slide list", "slide list"};
}

Result<OpenedSlide> openListed(const ListedSlide& slide) {
  auto reader = openSlide(slide.path);
  if (!reader) return fail(reader.error());
  auto scale = resolveScale((*reader)->info(), typedMppOf(slide));
  if (!scale) return failIn(slide.path.string(), scale.error());
  auto fingerprint = fingerprintOf((*reader)->info());
  if (!fingerprint) return fail(fingerprint.error());
  return OpenedSlide{std::move(*reader), std::move(*scale), std::move(*fingerprint)};
}

Result<std::vector<SlideLook>> lookAtSlides(const std::vector<ListedSlide>& slides, const std::filesystem::path& folder,
                                            int threads, const RunControl& control) {
  std::vector<SlideLook> looks(slides.size());
  std::vector<std::optional<Error>> errors(slides.size());
  std::atomic<std::int64_t> done{0};
  RunControl quiet = control;
  quiet.progress = {};
  auto looked =
      onLanes(slides.size(), threads, control.stop, [&](std::size_t i, const std::stop_token&) -> Result<void> {
        if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
        auto look = lookAt(slides[i], folder, quiet);
        if (look)
          looks[i] = std::move(*look);
        else if (look.error().kind == ErrorKind::cancelled)
          return fail(look.error());
        else
          errors[i] = look.error();
        control.report("look", ++done, static_cast<std::int64_t>(slides.size()));
        return {};
      });
  if (!looked) return fail(looked.error());
  if (std::ranges::any_of(errors, [](const auto& error) { return error.has_value(); }))
    return fail(asOne(errors, slides));
  return looks;
}

}  // namespace snitt
