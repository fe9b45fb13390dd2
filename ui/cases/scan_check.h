// Whether the file at the place where a slide of a case was found still is that slide: scanners and people use names
// again, and another patient's slide must not be shown in its stead. Reads the file, which may take as long as the
// storage does: not for the UI thread.
#pragma once

#include <filesystem>

#include "core/cases/lab_case.h"
#include "ui/panels/thumbnail.h"

namespace snitt {

enum class ScanFile {
  same,
  replaced,        // by another slide
  cannotBeOpened,  // whoever opens it tells why
};

// By size and times of its files; where these differ, by its fingerprint.
[[nodiscard]] ScanFile lookAtFile(const SlideReader& slide, const std::filesystem::path& file, const Scan& scan);
// Opens it first; `opener` empty: openSlide.
[[nodiscard]] ScanFile lookAtFile(const std::filesystem::path& file, const Scan& scan, const SlideOpener& opener);

}  // namespace snitt
